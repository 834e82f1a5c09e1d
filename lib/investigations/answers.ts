import { z } from 'zod';
import { evidence } from '@/lib/evidence/schema';
import { storedEvent } from '@/lib/log/schema';

/** A page of events, as `GET …/events` answers. */
export const eventsPage = z.object({ items: z.array(storedEvent) });

/** The event that brought an item of evidence, body and all, as `GET …/evidence/{id}` answers. */
export const recordedEvidence = z.looseObject({
  evidence: evidence.loose(),
  digest: z.string(),
  erasedSeq: z.number().int().optional(),
});
