import { z } from 'zod';
import { actionKind } from '@/lib/agents/schema';
import { eventActor, instantOut } from '@/lib/log/schema';

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

/** What a field must be, in words for whoever wrote the file or filled in the form. */
const needs = (what: string) => ({
  error: ({ input }: { input?: unknown }) =>
    input === undefined ? 'is needed' : `must be ${what}`,
});

const text = (most: number) =>
  z
    .string(needs('text'))
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`);

const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z.array(item, needs('a list')).max(most, `must name at most ${most}`);

const serviceName = text(120);

/** What the catalogue knows of one kind of action on a service. */
export const actionKindFact = z.strictObject({
  reversibility,
  /** Resources it holds for, `*` as a wild card. */
  resource: text(200).optional(),
});

/** `*` is what a role or a freeze of everything is bound to. */
const declaredName = serviceName.refine((name) => name !== '*', 'must be a name, not *');

export const declareServiceInput = z
  .strictObject({
    name: declaredName,
    environments: listOf(text(60), 20).min(1, 'must name at least one'),
    dependsOn: listOf(declaredName, 200).default([]),
    owners: listOf(text(200), 50).default([]),
    trafficShare: z
      .number(needs('a number'))
      .min(0, 'must be at least 0')
      .max(1, 'must be at most 1: it is a share')
      .optional(),
    actionKinds: z.partialRecord(actionKind, actionKindFact).optional(),
  })
  .superRefine(({ name, dependsOn }, context) => {
    const at = dependsOn.indexOf(name);
    if (at === -1) return;
    const message = 'a service does not depend on itself';
    context.addIssue({ code: 'custom', path: ['dependsOn', at], message });
  });
export type DeclareServiceInput = z.infer<typeof declareServiceInput>;

export const retireServiceInput = z.strictObject({
  reason: z.string().trim().min(1, 'must say why').max(2000),
});

/** Undeclared services were only named, by an alert or an incident: nothing is known of them. */
export const serviceRow = z.object({
  name: serviceName,
  environments: z.array(z.string()),
  dependsOn: z.array(z.string()),
  owners: z.array(z.string()),
  trafficShare: z.number().nullable(),
  actionKinds: z.partialRecord(actionKind, actionKindFact),
  declared: z.boolean(),
  /** When it was withdrawn from the catalogue, if it was and nobody declared it since. */
  retiredAt: instantOut.nullable(),
});
export type ServiceRow = z.infer<typeof serviceRow>;

/** What the catalogue says of a service, as one whole: the payload of its declaration. */
export const serviceFacts = serviceRow.omit({ declared: true, retiredAt: true });
export type ServiceFacts = z.infer<typeof serviceFacts>;

export const servicePayloads = {
  'service.declared': serviceFacts,
  /** An alert or an incident named it; nobody has declared it. */
  'service.named': z.object({ name: z.string(), environment: z.string() }),
  'service.retired': z.object({ name: z.string(), reason: z.string() }),
};

export const SERVICE_FIELDS = [
  'environments',
  'dependsOn',
  'owners',
  'trafficShare',
  'actionKinds',
] as const;
export const serviceField = z.enum(SERVICE_FIELDS);

/** One field that a change touched, in words a person reads; null where nothing was said. */
export const fieldChange = z.object({
  field: serviceField,
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChange>;

/** One entry of what became of a service in the catalogue. */
export const serviceChange = z.object({
  seq: z.number().int(),
  at: instantOut,
  by: eventActor,
  what: z.enum(['named', 'declared', 'changed', 'unchanged', 'retired']),
  changes: z.array(fieldChange),
  reason: z.string().nullable(),
});
export type ServiceChange = z.infer<typeof serviceChange>;
