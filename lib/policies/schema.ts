import { z } from 'zod';
import { roleSchema } from '@/lib/access/schema';
import { actionKind } from '@/lib/agents/schema';
import { severity } from '@/lib/incidents/schema';
import { eventActor, instantOut } from '@/lib/log/schema';
import { outageClass, reversibility } from '@/lib/services/schema';

export const mode = z.enum(['observe', 'propose', 'bounded']);
export type Mode = z.infer<typeof mode>;

/** Whether a stop point waits for a person, or a low-risk case may be let go by the policy itself. */
export const hold = z.enum(['person', 'policy']);
export type Hold = z.infer<typeof hold>;

/** Which people may let a waiting investigation continue; asking for more or stopping stays free. */
export const releaser = z.enum(['any-commander', 'assigned-commander']);
export type Releaser = z.infer<typeof releaser>;

/** From which risk on a signature needs a passkey, by the catalogue's risk; laxest first. */
export const stepUpFrom = z.enum(['never', 'critical', 'high', 'medium', 'low']);
export type StepUpFrom = z.infer<typeof stepUpFrom>;

/**
 * Who signs besides the approvers that {@link settings} counts, and is another person than they.
 * Commanders alone may: observers and auditors change nothing, and an admin never becomes a signer by
 * administering.
 */
export const coSigner = z.enum(['none', 'commander']);
export type CoSigner = z.infer<typeof coSigner>;

const count = z.int().min(1).max(1_000_000);
/** A day is the longest that anything waits or runs without a person. */
const ms = z.int().min(1).max(86_400_000);

const each = {
  mode,
  evidenceHold: hold,
  commitmentHold: hold,
  releaser,
  checkpointTtlMs: ms,
  wallClockMs: ms,
  toolCalls: count,
  evidenceItems: count,
  repeatedQueries: count,
  /** From this drift score (0 to 1) on, the investigation is made to stop. */
  driftThreshold: z.number().min(0).max(1),
  /** How many approvers. */
  approvals: z.int().min(1).max(10),
  coSigner,
  separationOfDuties: z.boolean(),
  stepUpFrom,
  actionTtlMs: ms,
  grantTtlMs: ms,
  /** What waits undecided so long is told to everybody who commands or signs for the service. */
  escalateMs: ms,
  /** And after so long to the admins. */
  escalateToAdminsMs: ms,
};

/**
 * Everything that a policy settles, one by one. Each has an order from lenient to strict
 * (`STRICTNESS` in rules.ts), so that of several values the strictest can be taken.
 */
export const settings = z.strictObject({
  ...each,
  /** A policy of before there were any names none. */
  coSigner: coSigner.default('none'),
});
export type Settings = z.infer<typeof settings>;
export type Setting = keyof Settings;
export const SETTINGS = Object.keys(settings.shape) as Setting[];

export const budgets = z.object({
  wallClockMs: z.number().int(),
  toolCalls: z.number().int(),
  evidenceItems: z.number().int(),
  repeatedQueries: z.number().int(),
});
export type Budgets = z.infer<typeof budgets>;

export const requirements = z.object({
  /** How many people sign, all roles taken together. */
  approvals: z.number().int().min(1),
  /** Each must be among the signers: a co-signer once, approvers for all the rest. */
  roles: z.array(z.string()),
  separationOfDuties: z.boolean(),
  stepUp: z.boolean(),
});
export type Requirements = z.infer<typeof requirements>;

/** Who is told next of what nobody decided, and how long after it began to wait. */
export const escalationStep = z.object({
  afterMs: z.number().int(),
  roles: z.array(roleSchema),
});
export type EscalationStep = z.infer<typeof escalationStep>;

/** What holds of one case once the rules have been weighed, in the shape that its readers use. */
export const terms = z.object({
  mode,
  checkpoints: z.object({ evidence: hold, commitment: hold }),
  releaser,
  checkpointTtlMs: z.number().int(),
  budgets,
  driftThreshold: z.number().min(0).max(1),
  /** `requirements.stepUp` says it of the action that was asked about. */
  stepUpFrom,
  requirements,
  actionTtlMs: z.number().int(),
  grantTtlMs: z.number().int(),
  /** Soonest first. */
  escalation: z.array(escalationStep),
});
export type Terms = z.infer<typeof terms>;

/** A catalogue's word on reversibility, or that it has none. */
export const knownReversibility = z.enum([...reversibility.options, 'unknown']);
export type KnownReversibility = z.infer<typeof knownReversibility>;

const name = z.string().trim().min(1).max(120);
const distinct = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .min(1)
    .max(200)
    .refine((all) => new Set(all).size === all.length, 'must not name the same twice');

/** Names are an open set: `noneOf` lets a rule hold for every place that nobody thought of. */
export const namesMatch = z.union([
  z.strictObject({ oneOf: distinct(name) }),
  z.strictObject({ noneOf: distinct(name) }),
]);
export type NamesMatch = z.infer<typeof namesMatch>;

/** When a rule holds: every condition given must be met, each by any of what it lists. */
export const conditions = z.strictObject({
  outageClasses: distinct(outageClass).optional(),
  services: namesMatch.optional(),
  environments: namesMatch.optional(),
  severities: distinct(severity).optional(),
  actionKinds: distinct(actionKind).optional(),
  reversibility: distinct(knownReversibility).optional(),
  /** The target's service and everything that depends on it, by the catalogue. */
  servicesAtLeast: z.int().min(1).max(1000).optional(),
  /** A share of traffic that nobody stated counts as reaching any bound. */
  trafficPercentAtLeast: z.number().min(0).max(100).optional(),
});
export type Conditions = z.infer<typeof conditions>;

export const policyRule = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 . _ : -'),
  name,
  when: conditions,
  // Of the settings without their defaults: what a rule leaves open it does not set.
  set: z.strictObject(each).partial(),
});
export type PolicyRule = z.infer<typeof policyRule>;

/** A rule of one version; of a draft, the version is null. */
export const ruleRef = z.object({
  version: z.number().int().nullable(),
  id: z.string(),
  name: z.string(),
});
export type RuleRef = z.infer<typeof ruleRef>;

/** The settings that say who must sign, in the order in which they are told. */
export const signingSetting = z.enum(['approvals', 'coSigner', 'separationOfDuties', 'stepUp']);
export type SigningSetting = z.infer<typeof signingSetting>;

/** The settings that a rule gives; the rest is the base's and other rules'. */
export type SomeSettings = { [S in Setting]?: Settings[S] | undefined };

/** A whole policy: what holds for everything, and the rules that tighten it. */
export const policyDocument = z.strictObject({
  base: settings,
  rules: z.array(policyRule).max(100),
});
export type PolicyDocument = z.infer<typeof policyDocument>;

export const policyRef = z.object({ id: z.string(), version: z.number().int() });
export type PolicyRef = z.infer<typeof policyRef>;

/** What an approval takes now: the stricter of what was bound at the proposal and of policy today. */
export const asked = z.object({
  requirements,
  /** Each thing that is asked for, and who asks for it. */
  because: z.array(
    z.object({
      setting: signingSetting,
      sentence: z.string(),
      /** The rules that ask; none where nothing but the proposal itself still does. */
      rules: z.array(ruleRef),
      /** Policy asks for more than it did when this was proposed. */
      isTightened: z.boolean(),
    }),
  ),
});
export type Asked = z.infer<typeof asked>;

/** The version in force. */
export const policyRow = z.object({
  id: z.string(),
  version: z.number().int(),
  document: policyDocument,
  adoptedBy: eventActor,
  adoptedAt: instantOut,
});
export type PolicyRow = z.infer<typeof policyRow>;

export const versionState = z.enum(['proposed', 'adopted', 'replaced', 'declined', 'withdrawn']);
export type VersionState = z.infer<typeof versionState>;

/** Every version that was ever proposed, whatever became of it. */
export const policyVersionRow = z.object({
  key: z.string(),
  policyId: z.string(),
  version: z.number().int(),
  state: versionState,
  /** The version in force when it was proposed; null of the one that shipped. */
  basedOn: z.number().int().nullable(),
  document: policyDocument,
  /** What its proposer says it is for. */
  reason: z.string().nullable(),
  proposedBy: eventActor.nullable(),
  proposedAt: instantOut.nullable(),
  decidedBy: eventActor.nullable(),
  decidedAt: instantOut.nullable(),
  decisionReason: z.string().nullable(),
});
export type PolicyVersionRow = z.infer<typeof policyVersionRow>;

const ref = { version: z.number().int() };

export const policyPayloads = {
  'policy.proposed': z.object({
    ...ref,
    basedOn: z.number().int(),
    document: policyDocument,
    reason: z.string(),
  }),
  'policy.adopted': z.object({
    ...ref,
    /** The version that was in force until then. */
    replaces: z.number().int().nullable(),
    document: policyDocument,
    reason: z.string().nullable(),
  }),
  'policy.declined': z.object({ ...ref, reason: z.string() }),
  'policy.withdrawn': z.object({ ...ref, reason: z.string().nullable() }),
};
