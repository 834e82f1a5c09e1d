import { utcTime } from '@/components/time/format-time';
import { stateFace } from '@/components/ui/states';
import type { RunFacts } from '@/components/incident/run-facts';

/** A moment worth comparing with, as the address has it: a seq of the run, or an instant. */
export interface CompareMark {
  since: string;
  label: string;
  /** When it was, for the eye. */
  at: string;
}

const MOST_MARKS = 7;

/**
 * Moments of a run that people ask about: when they last looked, its last stop points and decisions,
 * and its beginning; the newest first.
 * @param lookedAt an instant; undefined where this browser does not know
 */
export function compareMarks(
  { row, checkpoints, actions }: Pick<RunFacts, 'row' | 'checkpoints' | 'actions'>,
  lookedAt: string | undefined,
): CompareMark[] {
  const stops = checkpoints.map(({ stage, requestedSeq, requestedAt }) => ({
    seq: requestedSeq,
    label: `The stop point “${stateFace('stopPoint', stage).word}”`,
    at: requestedAt,
  }));
  const decisions = actions.flatMap(({ title, decisions: made }) =>
    made.map(({ seq, decision, by, at }) => ({
      seq,
      label: `${by.name} ${decision === 'approve' ? 'approved' : 'rejected'} “${title}”`,
      at,
    })),
  );
  const marks = [...stops, ...decisions]
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, MOST_MARKS)
    .map(({ seq, label, at }) => ({ since: String(seq), label, at }));
  const looked = lookedAt ? [{ since: lookedAt, label: 'When you last looked', at: lookedAt }] : [];
  const begun = { since: '1', label: 'The beginning of the run', at: row.startedAt };
  // A recording's moments are told by its own clock, not by when it was taken in.
  const isImported = row.clock === 'imported';
  return [...(isImported ? [] : looked), ...marks, begun];
}

/** "14:02:11 UTC", or nothing of a recording. */
export const markTime = ({ at }: CompareMark): string => `${utcTime(at)} UTC`;
