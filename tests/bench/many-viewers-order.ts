import { z } from 'zod';

/** What an event of the measure says first; then follow the instant, in ms, and its number. */
export const SENT = 'sent-at ';

/** Whom to be, and where. */
export const viewersOrder = z.object({
  port: z.number(),
  cookie: z.string(),
  room: z.string(),
  count: z.number(),
});
export type ViewersOrder = z.infer<typeof viewersOrder>;

/** What they heard. */
export const viewersReport = z.object({
  deliveries: z.number(),
  /** Events that did not follow the one that came before them. */
  outOfOrder: z.number(),
  /** Streams that came to an end. */
  ended: z.number(),
  p50Ms: z.number(),
  p90Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});
