import { z } from 'zod';
import { instant, instantOut, ownId } from '@/lib/log/schema';

export const evidenceSource = z.enum([
  'logs',
  'metrics',
  'traces',
  'changes',
  'config',
  'topology',
  'tickets',
  'code',
  'other',
]);
export type EvidenceSource = z.infer<typeof evidenceSource>;

const text = z.string().max(1_000_000);
const label = z.string().max(2000);
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One observation as it was seen, in the form that shows it best. */
export const evidenceBody = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('text'), text }),
  z.strictObject({
    format: z.literal('log'),
    lines: z
      .array(
        z.strictObject({
          at: instant.optional(),
          level: z.string().max(20).optional(),
          service: label.optional(),
          message: text,
        }),
      )
      .max(20_000),
  }),
  z.strictObject({ format: z.literal('json'), value: z.unknown() }),
  z.strictObject({
    format: z.literal('series'),
    unit: z.string().max(60).optional(),
    series: z
      .array(
        z.strictObject({
          name: label,
          points: z.array(z.tuple([instant, z.number().nullable()])).max(20_000),
        }),
      )
      .max(100),
  }),
  z.strictObject({
    format: z.literal('table'),
    columns: z.array(label).min(1).max(100),
    rows: z.array(z.array(cell).max(100)).max(20_000),
  }),
  z.strictObject({ format: z.literal('diff'), unified: text }),
  z.strictObject({
    format: z.literal('trace'),
    spans: z
      .array(
        z.strictObject({
          id: label,
          parentId: label.optional(),
          service: label,
          name: label,
          startAt: instant,
          durationMs: z.number().min(0),
          status: z.string().max(60).optional(),
        }),
      )
      .max(5000),
  }),
]);
export type EvidenceBody = z.infer<typeof evidenceBody>;

export const evidence = z.strictObject({
  id: ownId,
  source: evidenceSource,
  title: z.string().min(1).max(2000),
  query: z.string().max(20_000).optional(),
  service: z.string().min(1).max(120).optional(),
  environment: z.string().min(1).max(60).optional(),
  observedFrom: instant.optional(),
  observedTo: instant.optional(),
  step: ownId.optional(),
  truncated: z.boolean().optional(),
  body: evidenceBody,
});
export type Evidence = z.infer<typeof evidence>;

export const evidenceFlag = z.enum(['red-herring', 'key', 'clear']);

/** What the tables hold of an item; its body stays with the event that brought it. */
export const evidenceRow = z.object({
  key: z.string(),
  investigationId: z.string(),
  id: z.string(),
  seq: z.number().int(),
  source: evidenceSource,
  title: z.string(),
  query: z.string().nullable(),
  service: z.string(),
  environment: z.string(),
  observedFrom: instantOut.nullable(),
  observedTo: instantOut.nullable(),
  step: z.string().nullable(),
  truncated: z.boolean(),
  format: z.string(),
  digest: z.string(),
  masked: z.number().int(),
  /** Recorded after the evidence stop point was released: outside the frozen set. */
  isLater: z.boolean(),
  flag: z.enum(['red-herring', 'key']).nullable(),
  flagReason: z.string().nullable(),
  /** Hashes of what was asked, first of its kind and then to the letter; null where unstated. */
  look: z.string().nullable(),
  at: instantOut,
  recordedAt: instantOut,
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

export const flagInput = z.strictObject({
  flag: evidenceFlag,
  reason: z.string().min(1).max(2000).optional(),
});
