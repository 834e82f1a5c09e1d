import type { BackTest, BackTestItem, BackTestTotals } from '@/lib/policies/back-test-schema';
import { CO_SIGNER_WORDS, HOLD_WORDS, MODE_WORDS } from '@/lib/policies/words';

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** How far the draft was held against the past, in one sentence. */
export function seenWords({ totals, isCapped }: Pick<BackTest, 'totals' | 'isCapped'>): string {
  if (!totals) return '';
  const seen = `${counted(totals.investigations, 'investigation')} with ${counted(totals.actions, 'action')}`;
  const which = isCapped ? 'The latest ' : '';
  const changed =
    totals.changed === 0
      ? 'nothing would have been otherwise'
      : `${counted(totals.changed, 'investigation')} would have gone otherwise`;
  return `${which}${seen} of the last 90 days: ${changed}.`;
}

export interface TotalLine {
  what: string;
  tighter: string;
  looser: string;
}

/** The totals, line by line, each way; lines on which nothing moved are left out. */
export function totalLines(totals: BackTestTotals): TotalLine[] {
  const line = (
    what: string,
    sides: { tighter: number; looser: number },
    up: string,
    down: string,
  ) =>
    sides.tighter + sides.looser === 0
      ? []
      : [{ what, tighter: `${sides.tighter} ${up}`, looser: `${sides.looser} ${down}` }];
  return [
    ...line('How far investigations may go', totals.mode, 'tighter', 'looser'),
    ...line('Stop points held by a person', totals.stopPoints, 'more', 'fewer'),
    ...line('How far actions may go', totals.actionMode, 'tighter', 'looser'),
    ...line('Signatures', totals.approvals, 'more', 'fewer'),
  ];
}

const STAGES = { evidence: 'Review the evidence', commitment: 'Settle on a cause' } as const;

export interface ItemLine {
  key: string;
  text: string;
  isTighter: boolean;
  because: string;
}

/** What one investigation would have met otherwise, line by line. */
export function itemLines({ mode, stopPoints, actions }: BackTestItem): ItemLine[] {
  return [
    ...(mode
      ? [
          {
            key: 'mode',
            text: `${MODE_WORDS[mode.before]} → ${MODE_WORDS[mode.after]}`,
            isTighter: mode.isTighter,
            because: mode.because,
          },
        ]
      : []),
    ...stopPoints.map(({ stage, count, before, after, isTighter, because }) => ({
      key: stage,
      text: `${STAGES[stage]}${count > 1 ? ` (${count} times)` : ''}: ${HOLD_WORDS[before]} → ${HOLD_WORDS[after]}`,
      isTighter,
      because,
    })),
    ...actions.flatMap(({ id, title, ...changed }) => [
      ...(changed.mode
        ? [
            {
              key: `${id}/mode`,
              text: `“${title}”: ${MODE_WORDS[changed.mode.before]} → ${MODE_WORDS[changed.mode.after]}`,
              isTighter: changed.mode.isTighter,
              because: changed.mode.because,
            },
          ]
        : []),
      ...(changed.approvals
        ? [
            {
              key: `${id}/approvals`,
              text: `“${title}”: ${counted(changed.approvals.before, 'signature')} → ${changed.approvals.after}`,
              isTighter: changed.approvals.isTighter,
              because: changed.approvals.because,
            },
          ]
        : []),
      ...(changed.coSigner
        ? [
            {
              key: `${id}/coSigner`,
              text: `“${title}”, also signed by: ${CO_SIGNER_WORDS[changed.coSigner.before]} → ${CO_SIGNER_WORDS[changed.coSigner.after]}`,
              isTighter: changed.coSigner.isTighter,
              because: changed.coSigner.because,
            },
          ]
        : []),
    ]),
  ];
}
