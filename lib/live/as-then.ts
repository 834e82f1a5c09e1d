import type { EvidenceRow } from '@/lib/evidence/schema';
import type { StepRow } from '@/lib/investigations/schema';
import type { FlagRow } from '@/lib/live/past';

/** A step as it stood at a seq, from how it stands now; undefined where it had not begun. */
export function stepThen(row: StepRow, seq: number): StepRow | undefined {
  if (row.seq > seq) return undefined;
  if (row.finishedSeq === null || row.finishedSeq <= seq) return row;
  return {
    ...row,
    status: 'running',
    finishedAt: null,
    durationMs: null,
    error: null,
    finishedSeq: null,
  };
}

/** An item of evidence as it stood at a seq: all of it stays as it was recorded, but for its mark. */
export function evidenceThen(
  row: EvidenceRow,
  seq: number,
  mark: Pick<FlagRow, 'flag' | 'flagReason'> | undefined,
): EvidenceRow | undefined {
  if (row.seq > seq) return undefined;
  return { ...row, flag: mark?.flag ?? null, flagReason: mark?.flagReason ?? null };
}
