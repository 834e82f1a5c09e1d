import { z } from 'zod';
import { eventActor, instantOut } from '@/lib/log/schema';

/** A note that names people, who are told of it. */
export const mentionRow = z.object({
  /** The investigation and the note's seq: `inv_…/12`. */
  key: z.string(),
  investigationId: z.string(),
  seq: z.number().int(),
  by: eventActor,
  /** Subject ids: what a text says of anybody names nobody. */
  people: z.array(z.string()),
  text: z.string(),
  at: instantOut,
});
export type MentionRow = z.infer<typeof mentionRow>;
