import type { ActionRow } from '@/lib/actions/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { EndedHow } from '@/lib/investigations/views';

type Run = Pick<InvestigationRow, 'id' | 'status' | 'outcome' | 'endedAt' | 'lastEventAt'>;
type Change = Pick<ActionRow, 'state' | 'verification'>;

/** States in which somebody or something still works on a change. */
const UNDER_WAY: readonly ActionRow['state'][] = [
  'pending_approval',
  'approved',
  'redeemed',
  'executing',
  'indeterminate',
];

/** How a run ended; undefined while it goes on. */
export function endedHow({
  status,
  outcome,
}: Pick<Run, 'status' | 'outcome'>): EndedHow | undefined {
  if (status === 'stopped' || status === 'failed') return status;
  return status === 'concluded' ? (outcome ?? 'inconclusive') : undefined;
}

/** Whether a change may still help, or is known to have. */
const isHoped = ({ state, verification }: Change): boolean =>
  UNDER_WAY.includes(state) ||
  verification?.status === 'recovered' ||
  (state === 'succeeded' && verification === null);

/**
 * The run that left an open incident to people: the last to end, where all have ended and no change
 * of theirs helped or may yet. Undefined where an agent is at work, or none ever was.
 */
export function leftToPeople<Ended extends Run>(
  runs: readonly Ended[],
  changes: readonly Change[],
): Ended | undefined {
  if (runs.some((run) => endedHow(run) === undefined) || changes.some(isHoped)) return undefined;
  const endOf = ({ endedAt, lastEventAt }: Run): string => endedAt ?? lastEventAt;
  return runs.toSorted((a, b) => endOf(b).localeCompare(endOf(a)) || a.id.localeCompare(b.id))[0];
}
