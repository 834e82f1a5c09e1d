import { z } from 'zod';
import { freezeOut } from '@/lib/freeze/output';
import { instant, instantOut } from '@/lib/log/schema';

/** PostgreSQL's largest integer. */
const MAX_SEQ = 2 ** 31 - 1;

/** A moment of a room: a place in its investigation's log, which is exact, or an instant. */
export type Moment = { seq: number } | { instant: string };

/** `?at=`: a seq of the investigation that `run` names, or an RFC 3339 instant. */
export const momentParam = z
  .string()
  .max(40)
  .transform((text, context): Moment => {
    if (/^\d{1,10}$/.test(text)) {
      const seq = Number(text);
      if (seq >= 1 && seq <= MAX_SEQ) return { seq };
    }
    const parsed = instant.safeParse(text);
    if (parsed.success) return { instant: parsed.data };
    context.addIssue({ code: 'custom', message: 'must be a seq from 1, or an RFC 3339 instant' });
    return z.NEVER;
  });

/** The moment at which a room is shown as it was known then. */
export const asOf = z.object({
  /** The investigation that `seq` is of; null before any had begun. */
  run: z.string().nullable(),
  /** The last of its events that was known. */
  seq: z.number().int(),
  /** What its clocks say: the instant asked for, or that of the event. */
  at: instantOut,
  /** When the next event came, by the same clock; null at the end. */
  nextAt: instantOut.nullable(),
  /** What was frozen then, of what holds this incident's service. */
  freezes: z.array(freezeOut),
});
export type AsOf = z.infer<typeof asOf>;
