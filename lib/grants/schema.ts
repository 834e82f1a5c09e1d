import { z } from 'zod';
import { actionTarget, facts, verificationStatus } from '@/lib/actions/schema';
import { instant, instantOut, madeId, ownId } from '@/lib/log/schema';

export const grantState = z.enum(['minted', 'redeemed', 'expired', 'revoked']);
export type GrantState = z.infer<typeof grantState>;

export const grantRow = z.object({
  id: z.string(),
  actionId: z.string(),
  investigationId: z.string(),
  version: z.number().int(),
  digest: z.string(),
  executorId: z.string(),
  state: grantState,
  jti: z.string(),
  keyId: z.string(),
  issuedAt: instantOut,
  expiresAt: instantOut,
  redeemedAt: instantOut.nullable(),
  executionId: z.string().nullable(),
});
export type GrantRow = z.infer<typeof grantRow>;

export const executionState = z.enum(['executing', 'succeeded', 'failed', 'indeterminate']);
export type ExecutionState = z.infer<typeof executionState>;

export const executionRow = z.object({
  id: z.string(),
  actionId: z.string(),
  grantId: z.string(),
  investigationId: z.string(),
  executorId: z.string(),
  /** service, environment and resource in one text: one execution at a time holds it. */
  targetKey: z.string(),
  state: executionState,
  startedAt: instantOut,
  leaseExpiresAt: instantOut,
  finishedAt: instantOut.nullable(),
  exitCode: z.number().int().nullable(),
  lastText: z.string().nullable(),
});
export type ExecutionRow = z.infer<typeof executionRow>;

export const redeemInput = z.strictObject({
  token: z.string().min(1).max(8000),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  observed: facts.optional(),
});
export type RedeemInput = z.infer<typeof redeemInput>;

export const executionEventKind = z.enum(['started', 'heartbeat', 'output', 'succeeded', 'failed']);
export const executionEventsInput = z.strictObject({
  events: z
    .array(
      z.strictObject({
        id: ownId,
        kind: executionEventKind,
        at: instant,
        text: z.string().max(100_000).optional(),
        exitCode: z.int32().optional(),
      }),
    )
    .min(1)
    .max(500),
});
export type ExecutionEventsInput = z.infer<typeof executionEventsInput>;

export const verificationInput = z.strictObject({
  status: verificationStatus,
  evidence: z.unknown().optional(),
});
export const settlementInput = z.strictObject({
  outcome: z.enum(['succeeded', 'failed']),
  reason: z.string().min(1).max(4000),
});

const execution = z.object({
  execution: madeId,
  action: madeId,
  leaseExpiresAt: instantOut,
  text: z.string().nullable(),
  exitCode: z.number().int().nullable(),
});

export const grantPayloads = {
  'grant.minted': z.object({
    grant: z.string(),
    action: z.string(),
    version: z.number().int(),
    digest: z.string(),
    executorId: z.string(),
    jti: z.string(),
    keyId: z.string(),
    expiresAt: instantOut,
  }),
  'grant.redeemed': z.object({
    grant: z.string(),
    action: z.string(),
    execution: z.string(),
    target: actionTarget,
    observed: facts.nullable(),
    leaseExpiresAt: instantOut,
  }),
  'grant.refused': z.object({
    grant: z.string(),
    action: z.string(),
    slug: z.string(),
    detail: z.string(),
  }),
  'grant.expired': z.object({ grant: z.string(), action: z.string() }),
  'grant.revoked': z.object({ grant: z.string(), action: z.string(), reason: z.string() }),
  'execution.started': execution,
  'execution.heartbeat': execution,
  'execution.output': execution,
  'execution.succeeded': execution,
  'execution.failed': execution,
  'execution.lost': z.object({ execution: z.string(), action: z.string() }),
};
