import { z } from 'zod';
import { freezeRow } from '@/lib/freeze/schema';
import { investigationStatus } from '@/lib/investigations/schema';
import { pageOf } from '@/lib/log/schema';

/** How much a freeze held as it was set. */
const counts = z.object({
  paused: z.number().int(),
  revoked: z.number().int(),
  underWay: z.number().int(),
});

/** A freeze as it is told. */
export const freezeOut = freezeRow.omit({ reached: true }).extend({
  /** Null to those who may not know of every service that it reached. */
  counts: counts.nullable(),
});
export type FreezeOut = z.infer<typeof freezeOut>;

export const freezePage = pageOf(freezeOut);
export type FreezePage = z.infer<typeof freezePage>;

/** A run that a freeze paused and nobody has let go on. */
export const heldRun = z.object({
  id: z.string(),
  incidentId: z.string(),
  incidentTitle: z.string(),
  service: z.string(),
  agentName: z.string(),
  status: investigationStatus,
  /** Whether whoever asks may let it go on. */
  isYours: z.boolean(),
});
export type HeldRun = z.infer<typeof heldRun>;

/** One freeze, with the runs that still stand because of it. */
export const freezeDetail = freezeOut.extend({
  /** Those that the reader may know of, the longest standing first, at most 200. */
  heldRuns: z.array(heldRun),
  /** How many such runs there are. */
  heldCount: z.number().int(),
});
export type FreezeDetail = z.infer<typeof freezeDetail>;
