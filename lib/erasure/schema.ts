import { z } from 'zod';
import { madeId } from '@/lib/log/schema';

export const eraseInput = z.strictObject({
  /** An incident, an investigation or an action. */
  id: madeId,
  /** Goes on after "because", wherever the text stood. */
  reason: z.string().trim().min(1, 'is needed').max(500),
  /** The admin who answers for it. */
  askedBy: z.string().trim().toLowerCase().min(1, 'is needed'),
});
export type EraseInput = z.infer<typeof eraseInput>;
