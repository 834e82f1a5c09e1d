import { z } from 'zod';
import { instant, instantOut, madeId } from '@/lib/log/schema';

const names = z.array(z.string().min(1).max(200)).min(1).max(500);

export const actionKind = z.enum([
  'rollback',
  'scale',
  'restart',
  'config',
  'failover',
  'feature_flag',
  'custom',
]);
export type ActionKind = z.infer<typeof actionKind>;

const kinds = actionKind.options.join('|');
export const verb = z
  .string()
  .regex(
    new RegExp(
      `^(\\*|observe|hypothesize|delegate|propose:(\\*|${kinds})|execute:(\\*|${kinds}))$`,
    ),
    'must be observe, hypothesize, delegate, propose:KIND, execute:KIND or *',
  );

/** What an agent may do; `*` stands for all, absent `tools` means all. */
export const scope = z.strictObject({
  sources: names,
  tools: names.optional(),
  services: names,
  environments: names,
  verbs: z.array(verb).min(1).max(50),
  maxDepth: z.number().int().min(0).max(10).optional(),
});
export type Scope = z.infer<typeof scope>;

export const agentKind = z.enum(['agent', 'executor']);
export const agentStatus = z.enum(['active', 'suspended', 'revoked']);

export const agentKey = z.object({
  id: z.string(),
  createdAt: instantOut,
  revokedAt: instantOut.nullable(),
});

export const agentRow = z.object({
  id: madeId,
  name: z.string(),
  kind: agentKind,
  ownerId: z.string(),
  purpose: z.string(),
  scope,
  parentId: z.string().nullable(),
  status: agentStatus,
  statusReason: z.string().nullable(),
  expiresAt: instantOut,
  createdAt: instantOut,
  keys: z.array(agentKey),
});
export type AgentRow = z.infer<typeof agentRow>;

export const createAgentInput = z.strictObject({
  name: z.string().min(1).max(120),
  kind: agentKind,
  ownerId: madeId,
  purpose: z.string().min(1).max(1000),
  scope,
  expiresAt: instant.optional(),
});

export const reasonInput = z.strictObject({ reason: z.string().min(1).max(2000) });
export type AgentStatus = z.infer<typeof agentStatus>;
export type CreateAgentInput = z.infer<typeof createAgentInput>;

/** An agent as the API shows it. */
export const agentOut = agentRow.extend({
  ownerName: z.string(),
  /** By the database's clock; an agent that has expired can do nothing, whatever its status. */
  isExpired: z.boolean(),
});
export type AgentOut = z.infer<typeof agentOut>;

/** A new key; `key` is shown this once. */
export const keyOut = z.object({ id: z.string(), key: z.string(), createdAt: instantOut });
