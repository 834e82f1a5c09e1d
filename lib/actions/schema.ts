import { z } from 'zod';
import { actionKind } from '@/lib/agents/schema';
import { verdict } from '@/lib/hypotheses/schema';
import { eventActor, instantOut, madeId, ownId } from '@/lib/log/schema';
import { storedSignature } from '@/lib/passkeys/signature-schema';
import { policyRef, requirements } from '@/lib/policies/schema';
import { reversibility } from '@/lib/services/schema';

export const actionState = z.enum([
  'pending_approval',
  'approved',
  'redeemed',
  'executing',
  'succeeded',
  'failed',
  'indeterminate',
  'rolled_back',
  'superseded',
  'withdrawn',
  'rejected',
  'expired',
  'revoked',
]);
export type ActionState = z.infer<typeof actionState>;

export const risk = z.enum(['low', 'medium', 'high', 'critical']);
export type Risk = z.infer<typeof risk>;

const argv = z.array(z.string().max(20_000)).min(1).max(200);
const longText = z.string().max(200_000);

export const actionCommand = z.union([
  z.strictObject({ argv }),
  z.strictObject({ patch: z.strictObject({ format: z.string().min(1).max(60), text: longText }) }),
  z.strictObject({
    request: z.strictObject({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      url: z.url().max(4000),
      body: z.unknown().optional(),
    }),
  }),
]);
export type ActionCommand = z.infer<typeof actionCommand>;

export const actionTarget = z.strictObject({
  service: z.string().min(1).max(120),
  environment: z.string().min(1).max(60),
  resource: z.string().min(1).max(300),
});
export type ActionTarget = z.infer<typeof actionTarget>;

const fact = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
export const facts = z.record(z.string().min(1).max(200), fact);

export const blastRadius = z.strictObject({
  services: z.array(z.string().min(1).max(120)).max(500),
  trafficPercent: z.number().min(0).max(100).optional(),
  dataLoss: z.enum(['none', 'possible']),
});

export const proposeActionInput = z.strictObject({
  kind: actionKind,
  title: z.string().trim().min(1).max(300),
  target: actionTarget,
  command: actionCommand,
  parameters: z.record(z.string(), z.unknown()).optional(),
  expects: facts.optional(),
  diff: longText.optional(),
  dryRun: longText.optional(),
  rationale: z.string().min(1).max(20_000),
  hypothesisId: ownId,
  evidenceIds: z.array(ownId).min(1).max(200),
  blastRadius,
  reversibility,
  rollback: z.union([z.strictObject({ argv }), z.strictObject({ text: longText })]),
  expectedEffect: z.string().min(1).max(8000),
  verification: z.string().max(8000).optional(),
  rollbackOf: madeId.optional(),
});
export type ProposeActionInput = z.infer<typeof proposeActionInput>;

/** What the catalogue of services knows of a proposal, whatever the agent claims. */
export const catalogueFacts = z.object({
  reversibility: z.enum([...reversibility.options, 'unknown']),
  /** The target's service first, then every service that depends on it, directly or not. */
  services: z.array(z.string()),
  /** Share of traffic that the target's service carries, 0 to 100; null where nobody stated it. */
  trafficPercent: z.number().nullable(),
  /** Why the risk is what it is, in sentences. */
  reasons: z.array(z.string()),
});
export type CatalogueFacts = z.infer<typeof catalogueFacts>;

/** Everything bound by the digest: what was posted, and what we computed and looked up. */
export const actionContents = proposeActionInput.extend({
  id: z.string(),
  incidentId: z.string(),
  investigationId: z.string(),
  version: z.number().int(),
  proposerId: z.string(),
  executorId: z.string(),
  risk,
  catalogue: catalogueFacts,
  requirements,
  policy: policyRef,
  hypothesisStatement: z.string(),
  evidenceDigests: z.record(z.string(), z.string()),
});
export type ActionContents = z.infer<typeof actionContents>;

/** The body may be left out. */
export const withdrawActionInput = z
  .strictObject({ reason: z.string().trim().max(4000).optional() })
  .default({});
export type WithdrawActionInput = z.infer<typeof withdrawActionInput>;

export const decision = z.object({
  id: z.string(),
  version: z.number().int(),
  decision: z.enum(['approve', 'reject']),
  by: eventActor,
  reason: z.string().nullable(),
  viewDigest: z.string().nullable(),
  /** Of an approval that broke the glass: how many people had to; null of every other decision. */
  brokeGlass: z.number().int().nullable().default(null),
  /** Of those roles that signed besides each other: which the signer held; absent where one role signs. */
  signedAs: z.array(z.string()).optional(),
  /** By a passkey; null where a session was enough. */
  signature: storedSignature.nullable().default(null),
  /** Which version of the page `viewDigest` is of, where its content is kept. */
  view: z.string().nullable().default(null),
  at: instantOut,
  seq: z.number().int(),
});
export type Decision = z.infer<typeof decision>;

export const verificationStatus = z.enum(['recovered', 'not_recovered', 'unknown']);
export const verification = z.object({
  status: verificationStatus,
  by: eventActor,
  at: instantOut,
  evidence: z.unknown().optional(),
});

export const refusal = z.object({
  slug: z.string(),
  detail: z.string(),
  at: instantOut,
});

/** Afterwards, a person's judgement of whether the glass had to be broken. */
export const review = z.object({
  finding: z.enum(['justified', 'not_justified']),
  reason: z.string(),
  by: eventActor,
  at: instantOut,
});
export const reviewInput = z.strictObject({
  finding: review.shape.finding,
  reason: z.string().trim().min(1, 'is needed').max(4000),
});
export type ReviewInput = z.infer<typeof reviewInput>;

/** A person's word on how an execution ended that went silent; why stands in `endedReason`. */
export const settlement = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  by: eventActor,
  at: instantOut,
});

export const actionRow = z.object({
  id: z.string(),
  investigationId: z.string(),
  incidentId: z.string(),
  service: z.string(),
  environment: z.string(),
  version: z.number().int(),
  digest: z.string(),
  state: actionState,
  kind: actionKind,
  title: z.string(),
  risk,
  executorId: z.string(),
  proposerId: z.string(),
  contents: actionContents,
  proposedAt: instantOut,
  updatedAt: instantOut,
  expiresAt: instantOut,
  /** Those of earlier versions stay, and count for nothing. */
  decisions: z.array(decision),
  /** Its current version was approved by people who broke the glass. */
  glassBroken: z.boolean(),
  review: review.nullable(),
  grantId: z.string().nullable(),
  executionId: z.string().nullable(),
  refusals: z.array(refusal),
  verification: verification.nullable(),
  settlement: settlement.nullable(),
  endedReason: z.string().nullable(),
  rollbackOf: z.string().nullable(),
  rolledBackBy: z.string().nullable(),
  verdict: verdict.nullable(),
});
export type ActionRow = z.infer<typeof actionRow>;

export const actionVersionRow = z.object({
  key: z.string(),
  actionId: z.string(),
  version: z.number().int(),
  digest: z.string(),
  contents: actionContents,
  seq: z.number().int(),
  at: instantOut,
});
export type ActionVersionRow = z.infer<typeof actionVersionRow>;

const ref = { action: z.string(), version: z.number().int() };
const proposed = z.object({
  ...ref,
  digest: z.string(),
  contents: actionContents,
  expiresAt: instantOut,
});

export const actionPayloads = {
  'action.proposed': proposed,
  'action.amended': proposed,
  'action.withdrawn': z.object({ ...ref, reason: z.string().nullable() }),
  'action.decided': z.object({
    ...ref,
    digest: z.string(),
    decisionId: z.string(),
    decision: z.enum(['approve', 'reject']),
    /** What the action became by it: quorum may still be short. */
    state: z.enum(['pending_approval', 'approved', 'rejected']),
    reason: z.string().nullable(),
    viewDigest: z.string().nullable(),
    brokeGlass: z.number().int().optional(),
    signedAs: z.array(z.string()).optional(),
    signature: storedSignature.optional(),
    /** Absent before views were kept. */
    view: z.string().nullable().optional(),
  }),
  'action.reviewed': z.object({ ...ref, ...reviewInput.shape }),
  'action.expired': z.object({ ...ref, reason: z.string() }),
  'action.revoked': z.object({ ...ref, reason: z.string() }),
  'action.settled': z.object({
    ...ref,
    outcome: z.enum(['succeeded', 'failed']),
    reason: z.string(),
  }),
  'action.rolled_back': z.object({ ...ref, by: z.string() }),
  'verification.reported': z.object({
    ...ref,
    execution: z.string(),
    status: verificationStatus,
    evidence: z.unknown().optional(),
  }),
};
