import { z } from 'zod';

export const mode = z.enum(['observe', 'propose', 'bounded']);
export type Mode = z.infer<typeof mode>;

export const budgets = z.object({
  wallClockMs: z.number().int(),
  toolCalls: z.number().int(),
  evidenceItems: z.number().int(),
  /** Investigations from before it was counted began without it. */
  repeatedQueries: z.number().int().default(25),
});
export type Budgets = z.infer<typeof budgets>;

export const requirements = z.object({
  approvals: z.number().int().min(1),
  roles: z.array(z.string()),
  separationOfDuties: z.boolean(),
  stepUp: z.boolean(),
});
export type Requirements = z.infer<typeof requirements>;

/** Whether a stop point waits for a person, or a low-risk case may be let go by the policy itself. */
export const hold = z.enum(['person', 'policy']);
export type Hold = z.infer<typeof hold>;

/** Everything that policy says of one case: what holds once its rules have been weighed. */
export const terms = z.object({
  mode,
  checkpoints: z.object({ evidence: hold, commitment: hold }),
  checkpointTtlMs: z.number().int(),
  budgets,
  /** From this drift score (0 to 1) on, the investigation is made to stop. */
  driftThreshold: z.number().min(0).max(1),
  requirements,
  actionTtlMs: z.number().int(),
  grantTtlMs: z.number().int(),
});
export type Terms = z.infer<typeof terms>;

export const policyRef = z.object({ id: z.string(), version: z.number().int() });
export type PolicyRef = z.infer<typeof policyRef>;

/** The rules that stand now: one set for everything, in version 1 of the one policy. */
export const policyRow = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  mode,
  budgets,
  requirements,
  checkpointTtlMs: z.number().int(),
  actionTtlMs: z.number().int(),
  grantTtlMs: z.number().int(),
  adoptedAt: z.string(),
});
export type PolicyRow = z.infer<typeof policyRow>;
