import { z } from 'zod';
import { instantOut, ownId } from '@/lib/log/schema';
import { outageClass } from '@/lib/services/schema';

export const hypothesisStatus = z.enum([
  'open',
  'supported',
  'refuted',
  'inconclusive',
  'committed',
]);
export type HypothesisStatus = z.infer<typeof hypothesisStatus>;

const confidence = z.number().min(0).max(1);
const note = z.string().max(8000);

export const hypothesisProposed = z.strictObject({
  hypothesis: z.strictObject({
    id: ownId,
    statement: z.string().trim().min(1).max(8000),
    confidence: confidence.optional(),
    outageClass: outageClass.optional(),
  }),
});

export const hypothesisRevised = z.strictObject({
  hypothesisId: ownId,
  confidence: confidence.optional(),
  status: z.enum(['open', 'supported', 'refuted', 'inconclusive']).optional(),
  because: z.array(ownId).max(200),
  note: note.optional(),
});

export const hypothesisLinked = z.strictObject({
  hypothesisId: ownId,
  evidenceId: ownId,
  relation: z.enum(['supports', 'contradicts']),
  weight: confidence.optional(),
  note: note.optional(),
});

export const hypothesisLink = z.object({
  evidenceId: z.string(),
  relation: z.enum(['supports', 'contradicts']),
  weight: z.number().nullable(),
  note: z.string().nullable(),
  seq: z.number().int(),
});
export type HypothesisLink = z.infer<typeof hypothesisLink>;

export const hypothesisStep = z.object({
  seq: z.number().int(),
  at: instantOut,
  recordedAt: instantOut,
  confidence: z.number().nullable(),
  status: hypothesisStatus,
  because: z.array(z.string()),
  note: z.string().nullable(),
});
export type HypothesisStep = z.infer<typeof hypothesisStep>;

export const verdictValue = z.enum(['right', 'partly', 'wrong']);
export const verdict = z.object({
  verdict: verdictValue,
  reason: z.string().nullable(),
  by: z.string(),
  at: instantOut,
});

export const hypothesisRow = z.object({
  key: z.string(),
  investigationId: z.string(),
  id: z.string(),
  seq: z.number().int(),
  statement: z.string(),
  outageClass: outageClass.nullable(),
  status: hypothesisStatus,
  /** The agent's own estimate; null where it stated none. */
  confidence: z.number().nullable(),
  history: z.array(hypothesisStep),
  links: z.array(hypothesisLink),
  verdict: verdict.nullable(),
});
export type HypothesisRow = z.infer<typeof hypothesisRow>;
