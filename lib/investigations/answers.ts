import { z } from 'zod';
import { evidence, evidenceRow } from '@/lib/evidence/schema';
import { stepRow } from '@/lib/investigations/schema';
import { storedEvent } from '@/lib/log/schema';

/** A page of events, as `GET …/events` answers. */
export const eventsPage = z.object({ items: z.array(storedEvent) });

/** The event that brought an item of evidence, body and all, as `GET …/evidence/{id}` answers. */
export const recordedEvidence = z.looseObject({
  evidence: evidence.loose(),
  digest: z.string(),
  erasedSeq: z.number().int().optional(),
});

/** What a search found in the stretch that it looked through, as `GET …/search` answers. */
export const foundEvents = z.object({
  /** Newest first, bodies of evidence left out. */
  items: z.array(storedEvent),
  /** The earliest event that was looked through. */
  lookedTo: z.number().int(),
  /** Events that lie outside the stretch of time asked for, said once, with the newest of it. */
  outside: z.number().int().nullable(),
  /** What they name, as it stood. */
  rows: z.object({ step: z.array(stepRow), evidence: z.array(evidenceRow) }),
});
