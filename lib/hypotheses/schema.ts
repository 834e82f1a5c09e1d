import { z } from 'zod';
import { eventActor, instantOut, ownId } from '@/lib/log/schema';
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

const reason = z.string().trim().min(1).max(4000);

/** A person says that a claim is wrong, and why. */
export const refuteInput = z.strictObject({ reason });
export type RefuteInput = z.infer<typeof refuteInput>;
/** And takes it back. */
export const reinstateInput = z.strictObject({ reason });

/** What people do to a claim; an agent may not post these. */
export const claimPayloads = {
  'hypothesis.refuted': z.object({ hypothesisId: z.string(), reason: z.string() }),
  'hypothesis.reinstated': z.object({ hypothesisId: z.string(), reason: z.string() }),
};

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
  /** Who changed how it stands, where it was not its agent: a person, or a policy. */
  by: eventActor.nullable(),
});
export type HypothesisStep = z.infer<typeof hypothesisStep>;

export const verdictValue = z.enum(['right', 'partly', 'wrong']);
export const verdict = z.object({
  verdict: verdictValue,
  reason: z.string().nullable(),
  by: z.string(),
  at: instantOut,
});

/** A person's refutation, while it stands. */
export const refutation = z.object({
  by: eventActor,
  reason: z.string(),
  seq: z.number().int(),
  at: instantOut,
  /** How the claim would stand but for it; the agent may go on saying so. */
  otherwise: hypothesisStatus,
});
export type Refutation = z.infer<typeof refutation>;

export const claimComment = z.object({
  seq: z.number().int(),
  at: instantOut,
  by: eventActor,
  text: z.string(),
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
  /** While it stands, `status` is refuted whatever the agent says. */
  refutation: refutation.nullable(),
  /** What people wrote about it, oldest first. */
  comments: z.array(claimComment),
});
export type HypothesisRow = z.infer<typeof hypothesisRow>;
