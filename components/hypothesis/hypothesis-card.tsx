'use client';

import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { memo } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { Swatch } from '@/components/chart/swatch';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Meter } from '@/components/ui/meter';
import { nothing } from '@/components/ui/nothing';
import { StateBadge } from '@/components/ui/state-badge';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { claimFace } from './claim-face';
import { estimateWords, likelihoodWord } from './confidence-words';
import { LinkList } from './link-list';
import { PlainButton } from '@/components/ui/plain-button';

/** Out of the room's first scripts: what it says is beside the text, and a moment later is early enough. */
const SuspicionNotes = dynamic(
  () => import('@/components/text/suspicion-notes').then((module) => module.SuspicionNotes),
  { loading: nothing },
);

export interface HypothesisCardProps {
  row: HypothesisRow;
  facts: RunFacts;
  /** Its line's place in the overview, where it has one. */
  line: number;
}

/** Its own row, and the evidence that it names; evidence arrives by the second that it does not. */
function isSame(before: HypothesisCardProps, after: HypothesisCardProps): boolean {
  if (before.row !== after.row || before.line !== after.line) return false;
  return after.row.links.every(
    ({ evidenceId: id }) => before.facts.evidenceOf(id) === after.facts.evidenceOf(id),
  );
}

/** One claim: how it stands, how sure the agent says it is, what speaks for and against it. */
export const HypothesisCard = memo(function HypothesisCard(props: HypothesisCardProps) {
  const { row, facts, line } = props;
  const { select, selected } = useRoomHands();
  const isRefuted = row.status === 'refuted';
  const isSelected = selected === `hyp:${row.id}`;
  return (
    <li
      className={clsx(
        'flex flex-col gap-1.5 border-b border-line px-3 py-2.5 last:border-0',
        isSelected && 'bg-running-tint shadow-[inset_2px_0_0_var(--running-fill)]',
      )}
    >
      <div className="flex items-center gap-2">
        <StateBadge noun="hypothesis" value={claimFace(row)} />
        {line >= 0 && <Swatch {...lineLook(line)} />}
        {row.verdict && (
          <span className="ml-auto text-xs text-muted">judged {row.verdict.verdict}</span>
        )}
      </div>
      <PlainButton
        onClick={() => select(`hyp:${row.id}`)}
        className={clsx(
          'focus-inset line-clamp-3 rounded-sm text-left text-sm font-medium break-words hover:underline pointer-coarse:min-h-11',
          isRefuted ? 'text-faint line-through decoration-1' : 'text-ink',
        )}
      >
        <VisibleText text={row.statement} />
      </PlainButton>
      <SuspicionNotes of={row.statement} />
      <div className={clsx('flex flex-col gap-1 text-xs', isRefuted ? 'text-faint' : 'text-muted')}>
        <p>
          {estimateWords(row.confidence)}
          {row.confidence !== null && `, ${likelihoodWord(row.confidence)}`}
        </p>
        {row.confidence !== null && (
          <Meter
            label={estimateWords(row.confidence)}
            value={row.confidence}
            text={likelihoodWord(row.confidence)}
            tone={isRefuted ? 'quiet' : 'running'}
          />
        )}
      </div>
      {isRefuted ? (
        <p className="text-xs text-faint">
          {row.links.filter(({ relation }) => relation === 'supports').length} for,{' '}
          {row.links.filter(({ relation }) => relation === 'contradicts').length} against
        </p>
      ) : (
        <>
          <LinkList row={row} relation="supports" facts={facts} limit={4} />
          <LinkList row={row} relation="contradicts" facts={facts} limit={4} />
        </>
      )}
    </li>
  );
}, isSame);
