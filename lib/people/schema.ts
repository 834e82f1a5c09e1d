import { z } from 'zod';
import { heldRoleSchema, roleBindingsSchema } from '@/lib/access/schema';
import { instantOut, madeId } from '@/lib/log/schema';

export const personStatus = z.enum(['invited', 'active', 'disabled']);

export const personRow = z.object({
  id: madeId,
  email: z.string(),
  name: z.string(),
  status: personStatus,
  roles: z.array(heldRoleSchema),
  /** Whether they ever were an active admin of every service: two of those, and admins act in twos. */
  wasAdmin: z.boolean(),
  createdAt: instantOut,
});
export type PersonRow = z.infer<typeof personRow>;

export const personPayloads = {
  'person.invited': z.object({ email: z.string(), roles: roleBindingsSchema }),
  'person.joined': z.object({ name: z.string() }),
  'person.roles_changed': z.object({ roles: roleBindingsSchema }),
  'person.disabled': z.object({ reason: z.string() }),
  'person.enabled': z.object({ reason: z.string() }),
  'person.reset_issued': z.object({ reset: z.string(), expiresAt: instantOut }),
  'person.password_reset': z.object({ reset: z.string() }),
  'person.password_changed': z.object({}),
  'session.opened': z.object({ session: z.string() }),
  'session.closed': z.object({ session: z.string(), reason: z.string() }),
};

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .pipe(z.email({ message: 'must be an e-mail address' }));

export const invitePersonInput = z.strictObject({ email, roles: roleBindingsSchema });
export type InvitePersonInput = z.infer<typeof invitePersonInput>;

export const MIN_PASSWORD = 12;

const linkToken = z.string().min(1).max(200);
const newPassword = z
  .string()
  .min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`)
  .max(200, 'must have at most 200 characters');

export const joinInput = z.strictObject({
  token: linkToken,
  name: z.string().trim().min(1, 'must not be empty').max(120),
  password: newPassword,
});
export type JoinInput = z.infer<typeof joinInput>;

export const resetPasswordInput = z.strictObject({ token: linkToken, password: newPassword });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;

export const changePasswordInput = z
  .strictObject({
    currentPassword: z.string().min(1, 'must not be empty').max(200),
    password: newPassword,
  })
  .refine(({ currentPassword, password }) => currentPassword !== password, {
    path: ['password'],
    message: 'must differ from the one that you have',
  });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** How many other places someone was signed out of. */
export const sessionsEnded = z.object({ endedSessions: z.int() });
export type SessionsEnded = z.infer<typeof sessionsEnded>;

/** What a sign-in form may hold; bounds, so that nobody hashes a megabyte. */
export const signInInput = z.object({ email, password: z.string().min(1).max(200) });
export type SignInInput = z.infer<typeof signInInput>;

export const changeRolesInput = z.strictObject({ roles: roleBindingsSchema });

/** The link is shown this once: only its hash is kept. */
export const oneTimeLink = z.object({ person: personRow, link: z.string(), expiresAt: instantOut });
export type OneTimeLink = z.infer<typeof oneTimeLink>;

export const me = personRow.pick({ id: true, name: true, email: true, roles: true });
