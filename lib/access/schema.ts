import { z } from 'zod';

export const ROLES = ['observer', 'commander', 'approver', 'auditor', 'admin'] as const;

export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** One spelling for every environment: that none is named. */
const environments = z
  .array(
    z
      .string()
      .min(1)
      .max(60)
      .refine((name) => name !== '*', 'stands for nothing here: leave environments out for all'),
  )
  .min(1)
  .max(50)
  .refine((names) => new Set(names).size === names.length, 'must not name the same twice');

/**
 * A role on one service; `*` stands for every service, declared or not. It reaches every environment,
 * those yet to come among them, unless it names some.
 */
export const roleBindingSchema = z.strictObject({
  role: roleSchema,
  service: z.string().min(1).max(120),
  environments: environments.optional(),
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
