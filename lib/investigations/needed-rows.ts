import type { ActionVersionRow } from '@/lib/actions/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { StoredEvent } from '@/lib/log/schema';

/** Up to so many steps and items each, a room holds them all. */
export const WHOLE_ROWS = 1000;
/** Of more, no more than these for what hypotheses rest on; the newest. */
const MOST_LINKED = 2000;

type Counts = Pick<InvestigationRow, 'stepCount' | 'evidenceCount'>;

/** Whether a room holds every step and item of evidence, so that it may count them by itself. */
export const holdsWhole = ({ stepCount, evidenceCount }: Counts): boolean =>
  stepCount <= WHOLE_ROWS && evidenceCount <= WHOLE_ROWS;

export interface Needing {
  events: readonly StoredEvent[];
  hypotheses: readonly HypothesisRow[];
  versions: readonly Pick<ActionVersionRow, 'contents'>[];
  drift: InvestigationRow['drift'];
}

const texts = (values: unknown[]): string[] => values.filter((value) => typeof value === 'string');

/**
 * The steps and items of evidence that a room names: those of the rows that it shows, of what its
 * hypotheses and actions rest on, and of what moved its drift. By the agent's own ids.
 */
export function neededRows({ events, hypotheses, versions, drift }: Needing): {
  steps: string[];
  evidence: string[];
} {
  const moved = (drift?.components ?? []).flatMap((component) => component.moved);
  const told = events.flatMap(({ payload }) => {
    const { evidence, because } = payload as {
      evidence?: { id?: unknown; step?: unknown };
      because?: unknown;
    };
    return [
      {
        steps: texts([payload.step, evidence?.step]),
        evidence: texts([
          evidence?.id,
          payload.evidenceId,
          ...(Array.isArray(because) ? because : []),
        ]),
      },
    ];
  });
  const linked = hypotheses.flatMap(({ links, history }) => [
    ...links.map(({ evidenceId, seq }) => ({ id: evidenceId, seq })),
    ...history.flatMap(({ because, seq }) => because.map((id) => ({ id, seq }))),
  ]);
  const newest = linked.toSorted((a, b) => b.seq - a.seq).slice(0, MOST_LINKED);
  return {
    steps: [
      ...new Set([
        ...told.flatMap(({ steps }) => steps),
        ...moved.flatMap((each) => (each.kind === 'step' ? [each.id] : [])),
      ]),
    ],
    evidence: [
      ...new Set([
        ...told.flatMap(({ evidence }) => evidence),
        ...moved.flatMap((each) => (each.kind === 'evidence' ? [each.id] : [])),
        ...versions.flatMap(({ contents }) => contents.evidenceIds),
        ...newest.map(({ id }) => id),
      ]),
    ],
  };
}
