import { z } from 'zod';
import { verdictValue } from '@/lib/hypotheses/schema';
import { clock } from '@/lib/incidents/schema';
import {
  agentEvent,
  agentPayloads,
  askedStage,
  checkpointDecision,
  control,
} from '@/lib/investigations/schema';
import { madeId, ownId } from '@/lib/log/schema';

/** What is asked of an investigation, by its agent and by people. */

export const postEventsInput = z.strictObject({ events: z.array(agentEvent).min(1).max(500) });
export type PostEventsInput = z.infer<typeof postEventsInput>;

export const createInvestigationInput = z.strictObject({
  incidentId: madeId,
  goal: z.string().max(4000).optional(),
  /** `imported`: a recording. Its stop points are history and it never mints a grant. */
  clock: clock.optional(),
});
export type CreateInvestigationInput = z.infer<typeof createInvestigationInput>;

export const requestCheckpointInput = z.strictObject({
  stage: askedStage,
  summary: z.string().trim().min(1).max(20_000),
  hypothesisId: ownId.optional(),
});
export type RequestCheckpointInput = z.infer<typeof requestCheckpointInput>;

export const decideCheckpointInput = z.strictObject({
  decision: checkpointDecision,
  reason: z.string().max(4000).optional(),
  instruction: z.string().max(4000).optional(),
});
export type DecideCheckpointInput = z.infer<typeof decideCheckpointInput>;

export const giveControlInput = z.strictObject({
  control,
  reason: z.string().max(4000).optional(),
  instruction: z.string().max(4000).optional(),
});
export type GiveControlInput = z.infer<typeof giveControlInput>;

export const noteInput = agentPayloads['note.added'].extend({
  /** The claim that it is about, beside which it is shown. */
  hypothesisId: ownId.optional(),
  /** People to be told of it, by their ids; whom the text names is nobody told. */
  mentions: z
    .array(madeId)
    .max(20)
    .refine((all) => new Set(all).size === all.length, 'must not name the same twice')
    .optional(),
});
export type NoteInput = z.infer<typeof noteInput>;
export const verdictInput = z.strictObject({
  hypothesisId: ownId.optional(),
  actionId: madeId.optional(),
  verdict: verdictValue,
  reason: z.string().max(4000).optional(),
});
export type VerdictInput = z.infer<typeof verdictInput>;
