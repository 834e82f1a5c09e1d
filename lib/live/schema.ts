import { z } from 'zod';
import { storedEvent } from '@/lib/log/schema';

/** One event of the room that is open, bodies of evidence left out. */
export const timelineFrame = z.object({ stream: z.string(), event: storedEvent });
export type TimelineFrame = z.infer<typeof timelineFrame>;

/** Something happened somewhere you may look. */
export const changeFrame = z.object({
  stream: z.string(),
  kind: z.string(),
  seq: z.number(),
  incidentId: z.string().nullish(),
  service: z.string().nullish(),
});
export type ChangeFrame = z.infer<typeof changeFrame>;
