import { z } from 'zod';
import { roleBindingsSchema } from '@/lib/access/schema';
import { instantOut, madeId } from '@/lib/log/schema';

export const personStatus = z.enum(['invited', 'active', 'disabled']);

export const personRow = z.object({
  id: madeId,
  email: z.string(),
  name: z.string(),
  status: personStatus,
  roles: roleBindingsSchema,
  createdAt: instantOut,
});
export type PersonRow = z.infer<typeof personRow>;

export const personPayloads = {
  'person.invited': z.object({ email: z.string(), roles: roleBindingsSchema }),
  'person.joined': z.object({ name: z.string() }),
  'person.roles_changed': z.object({ roles: roleBindingsSchema }),
  'person.disabled': z.object({ reason: z.string() }),
  'person.enabled': z.object({ reason: z.string() }),
  'session.opened': z.object({ session: z.string() }),
  'session.closed': z.object({ session: z.string(), reason: z.string() }),
};
