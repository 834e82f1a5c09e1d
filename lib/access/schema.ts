import { z } from 'zod';

export const ROLES = ['observer', 'commander', 'approver', 'auditor', 'admin'] as const;

export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** A catalogued service's name, as it stands in labels, URLs and stream names. */
export const serviceNameSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/i,
    'Use 1 to 64 letters, digits, ".", "_", "-".',
  );

/** A role on one service; `*` stands for every service, declared or not. */
export const roleBindingSchema = z.strictObject({
  role: roleSchema,
  service: z.union([z.literal('*'), serviceNameSchema]),
});
export type RoleBinding = z.infer<typeof roleBindingSchema>;

export const ACTION_KINDS = [
  'rollback',
  'scale',
  'restart',
  'config',
  'failover',
  'feature_flag',
  'custom',
] as const;

/** What a scope's verb may look like; `*` alone, or as the kind, stands for all. */
export const scopeVerbSchema = z
  .string()
  .regex(
    /^(?:\*|observe|hypothesize|delegate|(?:propose|execute):(?:\*|[a-z][a-z0-9_]{0,31}))$/,
    'Use observe, hypothesize, delegate, propose:KIND, execute:KIND or *.',
  );

const axis = z.array(z.string().min(1).max(128)).max(200);

/** What an agent or executor may do: each axis must allow, and `*` on an axis allows all of it. */
export const scopeSchema = z.strictObject({
  sources: axis,
  tools: axis.default(['*']),
  services: axis,
  environments: axis,
  verbs: z.array(scopeVerbSchema).max(100),
  maxDepth: z.int().min(0).max(10).default(0),
});
export type Scope = z.infer<typeof scopeSchema>;
