import { z } from 'zod';
import { evidenceSource } from '@/lib/evidence/schema';
import { eventActor, instantOut } from '@/lib/log/schema';
import { templateFaults } from '@/lib/source-links/template';

const distinct = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .min(1, 'must name at least one')
    .max(200)
    .refine((all) => new Set(all).size === all.length, 'must not name the same twice');

/** Completes “Open in …”. */
const name = z.string().trim().min(1, 'must not be empty').max(60);
const sources = distinct(evidenceSource);
/** By name, or `*` for all. */
const services = distinct(z.string().min(1).max(120));
const environments = distinct(z.string().min(1).max(60));

const template = z
  .string()
  .max(4000)
  .superRefine((text, context) => {
    for (const message of templateFaults(text)) context.addIssue({ code: 'custom', message });
  });

export const addSourceLinkInput = z.strictObject({
  name,
  sources,
  services: services.default(['*']),
  environments: environments.default(['*']),
  template,
});
export type AddSourceLinkInput = z.infer<typeof addSourceLinkInput>;

export const changeSourceLinkInput = z
  .strictObject({
    name: name.optional(),
    sources: sources.optional(),
    services: services.optional(),
    environments: environments.optional(),
    template: template.optional(),
  })
  .refine((input) => Object.keys(input).length > 0, 'must change something');
export type ChangeSourceLinkInput = z.infer<typeof changeSourceLinkInput>;

/** A template is not judged again when it is read: what was recorded is shown, and expands or not. */
const terms = z.object({
  name: z.string(),
  sources: z.array(evidenceSource),
  services: z.array(z.string()),
  environments: z.array(z.string()),
  template: z.string(),
});

export const sourceLinkRow = terms.extend({
  id: z.string(),
  state: z.enum(['active', 'removed']),
  addedBy: eventActor,
  addedAt: instantOut,
  changedAt: instantOut,
});
export type SourceLinkRow = z.infer<typeof sourceLinkRow>;

export const sourceLinkList = z.object({ items: z.array(sourceLinkRow) });

export const sourceLinkPayloads = {
  'source_link.added': terms,
  'source_link.changed': terms,
  'source_link.removed': z.object({}),
};

/** What a link is made of, of one observation. */
export const linkFacts = z.object({
  source: evidenceSource,
  service: z.string(),
  environment: z.string(),
  query: z.string().nullable(),
  observedFrom: instantOut.nullable(),
  observedTo: instantOut.nullable(),
});
export type LinkFacts = z.infer<typeof linkFacts>;

/** A recent observation, for seeing what a template makes of it. */
export const linkSample = linkFacts.extend({ title: z.string(), recordedAt: instantOut });
export type LinkSample = z.infer<typeof linkSample>;

export const linkSamples = z.object({ items: z.array(linkSample) });
