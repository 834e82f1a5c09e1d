import { z } from 'zod';
import { DEEPEST } from '@/lib/access/scope';
import { eventActor, instant, instantOut, madeId } from '@/lib/log/schema';

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
  maxDepth: z.number().int().min(0).max(DEEPEST).optional(),
});
export type Scope = z.infer<typeof scope>;

export const agentKind = z.enum(['agent', 'executor']);
export const agentStatus = z.enum(['active', 'suspended', 'revoked']);
export type AgentStatus = z.infer<typeof agentStatus>;

/** How far we can hold an agent; `enforced` once its calls pass through us, which none do yet. */
export const controlLevel = z.enum(['enforced', 'cooperative', 'watched']);
export const declaredControl = controlLevel.exclude(['enforced']);

export const agentKey = z.object({
  id: z.string(),
  createdAt: instantOut,
  /** Null: only its agent's own end ends it. */
  expiresAt: instantOut.nullable(),
  revokedAt: instantOut.nullable(),
  replacedBy: z.string().nullable(),
});

/** A narrower scope that somebody proposed and nobody has decided yet. */
export const openTrim = z.object({
  id: z.string(),
  scope,
  reason: z.string(),
  proposedBy: eventActor,
  proposedAt: instantOut,
});

export const agentRow = z.object({
  id: madeId,
  name: z.string(),
  kind: agentKind,
  ownerId: z.string(),
  purpose: z.string(),
  /** What it runs on, as those who run it say. */
  runtime: z.string().nullable(),
  controlLevel,
  scope,
  parentId: z.string().nullable(),
  status: agentStatus,
  statusReason: z.string().nullable(),
  expiresAt: instantOut,
  createdAt: instantOut,
  keys: z.array(agentKey),
  trim: openTrim.nullable(),
});
export type AgentRow = z.infer<typeof agentRow>;

const agentName = z.string().min(1).max(120);
const purpose = z.string().min(1).max(1000);
const runtime = z.string().trim().min(1).max(200);

export const createAgentInput = z.strictObject({
  name: agentName,
  kind: agentKind,
  ownerId: madeId,
  purpose,
  scope,
  expiresAt: instant.optional(),
  runtime: runtime.optional(),
  controlLevel: declaredControl.optional(),
});
export type CreateAgentInput = z.infer<typeof createAgentInput>;

/** What an agent asks for when it makes another; whose child that is follows from who asks. */
export const delegateInput = z.strictObject({
  name: agentName,
  purpose,
  scope,
  expiresAt: instant.optional(),
});
export type DelegateInput = z.infer<typeof delegateInput>;

export const changeAgentInput = z
  .strictObject({
    ownerId: madeId.optional(),
    purpose: purpose.optional(),
    runtime: runtime.nullable().optional(),
    controlLevel: declaredControl.optional(),
    scope: scope.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change something');
export type ChangeAgentInput = z.infer<typeof changeAgentInput>;

export const reasonInput = z.strictObject({ reason: z.string().min(1).max(2000) });

export const createKeyInput = z.strictObject({ expiresAt: instant.optional() }).default({});
export type CreateKeyInput = z.infer<typeof createKeyInput>;

const HOUR_S = 3600;
/** The longest that a key and the one in its place may both hold. */
const LONGEST_OVERLAP_S = 7 * 24 * HOUR_S;

export const rotateKeyInput = z
  .strictObject({
    /** How long the old key still holds; 0 ends it at once. */
    overlapS: z
      .number()
      .int()
      .min(0)
      .max(LONGEST_OVERLAP_S)
      .default(24 * HOUR_S),
    expiresAt: instant.optional(),
  })
  .prefault({});
export type RotateKeyInput = z.infer<typeof rotateKeyInput>;

/** A new key; `key` is shown this once. */
export const keyOut = z.object({
  id: z.string(),
  key: z.string(),
  createdAt: instantOut,
  expiresAt: instantOut,
});
