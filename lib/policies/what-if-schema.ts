import { z } from 'zod';
import { risk } from '@/lib/actions/schema';
import { actionKind } from '@/lib/agents/schema';
import { severity } from '@/lib/incidents/schema';
import {
  knownReversibility,
  policyDocument,
  policyRef,
  ruleRef,
  settings,
  terms,
} from '@/lib/policies/schema';
import { outageClass } from '@/lib/services/schema';

const serviceName = z.string().trim().min(1).max(120);
const environmentName = z.string().trim().min(1).max(60);

/**
 * A hypothetical action. What is left out is looked up: its target is the incident's, and the facts
 * are the catalogue's.
 */
const actionAsked = z.strictObject({
  kind: actionKind,
  service: serviceName.optional(),
  environment: environmentName.optional(),
  resource: z.string().trim().min(1).max(300).optional(),
  reversibility: knownReversibility.optional(),
  /** Further services that it reaches. */
  reaches: z.array(serviceName).max(200).optional(),
  /** Null: nobody has stated it. */
  trafficPercent: z.number().min(0).max(100).nullable().optional(),
});

export const evaluateInput = z.strictObject({
  case: z.strictObject({
    service: serviceName,
    environment: environmentName,
    severity,
    outageClass: outageClass.nullable().default(null),
    action: actionAsked.optional(),
  }),
  /** A draft; the version in force, where it is left out. */
  document: policyDocument.optional(),
});
export type EvaluateInput = z.input<typeof evaluateInput>;
export type Evaluated = z.output<typeof evaluateInput>;

/** One setting as it holds, and why. */
export const settingRuled = z.object({
  setting: z.enum(settings.keyof().options),
  name: z.string(),
  value: z.string(),
  because: z.array(ruleRef),
  sentence: z.string(),
});

export const ruled = z.object({
  terms,
  settings: z.array(settingRuled),
  matched: z.array(ruleRef),
});
export type Ruled = z.infer<typeof ruled>;

/** What policy says of an investigation now: the stricter of the version it began with and today's. */
export const standingTerms = ruled.extend({ policy: policyRef, pinned: policyRef.nullable() });
export type StandingTerms = z.infer<typeof standingTerms>;

/** Of what `GET /investigations/{id}` answers, what policy says of it now. */
export const stateTerms = z.looseObject({ terms: standingTerms.nullable() });

export const evaluation = ruled.extend({
  /** Null of a draft. */
  policy: policyRef.nullable(),
  /** The facts of the action that were judged, looked up or given. */
  action: z
    .object({
      kind: actionKind,
      environment: z.string(),
      services: z.array(z.string()),
      reversibility: knownReversibility,
      trafficPercent: z.number().nullable(),
      risk,
      /** Why people would sign it even where the policy lets agents act alone. */
      whyPeople: z.array(z.string()),
    })
    .nullable(),
});
export type Evaluation = z.infer<typeof evaluation>;
