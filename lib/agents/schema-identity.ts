import { z } from 'zod';
import { instantOut } from '@/lib/log/schema';

/** The subject as its issuer writes it: `system:serviceaccount:NS:NAME`, `spiffe://…`, a client's id. */
const subject = z.string().min(1).max(500);
const audience = z.string().min(1).max(500);

/** Whose tokens stand for an agent: those of this issuer, for this subject, meant for this audience. */
export const addIdentityInput = z.strictObject({
  issuer: z.string().min(1).max(500),
  subject,
  audience,
});
export type AddIdentityInput = z.infer<typeof addIdentityInput>;

export const identityRow = z.object({
  id: z.string(),
  agentId: z.string(),
  issuer: z.string(),
  subject: z.string(),
  audience: z.string(),
  createdAt: instantOut,
  removedAt: instantOut.nullable(),
});
export type IdentityRow = z.infer<typeof identityRow>;
