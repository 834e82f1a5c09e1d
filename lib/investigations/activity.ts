import { z } from 'zod';
import { instantOut } from '@/lib/log/schema';

/** When something happened in an investigation, in stretches short enough for a strip. */
export const activity = z.object({
  /** Up to this event it is counted. */
  lastSeq: z.number().int(),
  /** In order of time; a stretch in which nothing happened is left out. */
  items: z.array(
    z.object({
      /** An agent's id, `people`, or `server` for what policies, clocks and executors did. */
      lane: z.string(),
      count: z.number().int(),
      fromAt: instantOut,
      toAt: instantOut,
    }),
  ),
});
export type Activity = z.infer<typeof activity>;
