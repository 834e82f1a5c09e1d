import { z } from 'zod';

export const ROLES = ['observer', 'commander', 'approver', 'auditor', 'admin'] as const;

export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** A role on one service; `*` stands for every service, declared or not. */
export const roleBindingSchema = z.strictObject({
  role: roleSchema,
  service: z.string().min(1).max(120),
});
export type RoleBinding = z.infer<typeof roleBindingSchema>;

/** A role that somebody holds, and since when without a break: what was proposed before is not theirs. */
export const heldRoleSchema = roleBindingSchema.extend({ since: z.iso.datetime() });
export type HeldRole = z.infer<typeof heldRoleSchema>;

/** At least one: a person without a role sees nothing, which is what disabling is for. */
export const roleBindingsSchema = z
  .array(roleBindingSchema)
  .min(1)
  .max(200)
  .refine(
    (bound) =>
      new Set(bound.map(({ role, service }) => `${role} ${service}`)).size === bound.length,
    'must not name the same role on the same service twice',
  );
