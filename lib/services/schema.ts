import { z } from 'zod';
import { actionKind } from '@/lib/agents/schema';

export const outageClass = z.enum([
  'bad-release',
  'saturation',
  'dependency',
  'configuration',
  'data',
  'network',
  'unknown',
]);
export type OutageClass = z.infer<typeof outageClass>;

export const reversibility = z.enum(['reversible', 'compensable', 'irreversible']);
export type Reversibility = z.infer<typeof reversibility>;

const serviceName = z.string().min(1).max(120);

/** What the catalogue knows of one kind of action on a service. */
export const actionKindFact = z.strictObject({
  reversibility,
  /** Resources it holds for, `*` as a wild card. */
  resource: z.string().min(1).max(200).optional(),
});

export const declareServiceInput = z.strictObject({
  name: serviceName,
  environments: z.array(z.string().min(1).max(60)).min(1).max(20),
  dependsOn: z.array(serviceName).max(200).default([]),
  owners: z.array(z.string().min(1).max(200)).max(50).default([]),
  trafficShare: z.number().min(0).max(1).optional(),
  actionKinds: z.partialRecord(actionKind, actionKindFact).optional(),
});
export type DeclareServiceInput = z.infer<typeof declareServiceInput>;

/** Undeclared services were only named, by an alert or an incident: nothing is known of them. */
export const serviceRow = z.object({
  name: serviceName,
  environments: z.array(z.string()),
  dependsOn: z.array(z.string()),
  owners: z.array(z.string()),
  trafficShare: z.number().nullable(),
  actionKinds: z.partialRecord(actionKind, actionKindFact),
  declared: z.boolean(),
});
export type ServiceRow = z.infer<typeof serviceRow>;
