import { z } from 'zod';
import { eventActor, instantOut, madeId } from '@/lib/log/schema';

/** `overtaken`: somebody else took command while it was open. */
export const handoverState = z.enum(['offered', 'accepted', 'declined', 'withdrawn', 'overtaken']);
export type HandoverState = z.infer<typeof handoverState>;

/** The latest hand-over of the command of an incident; earlier ones stand in its stream. */
export const handoverRow = z.object({
  incidentId: z.string(),
  id: z.string(),
  from: eventActor,
  toId: z.string(),
  toName: z.string(),
  summary: z.string(),
  state: handoverState,
  /** Why it was declined. */
  reason: z.string().nullable(),
  offeredAt: instantOut,
  endedAt: instantOut.nullable(),
  endedBy: eventActor.nullable(),
});
export type HandoverRow = z.infer<typeof handoverRow>;

export const offerCommandInput = z.strictObject({
  to: madeId,
  summary: z.string().trim().min(1).max(20_000),
});
export type OfferCommandInput = z.infer<typeof offerCommandInput>;

export const answerOfferInput = z.strictObject({
  answer: z.enum(['accept', 'decline']),
  reason: z.string().trim().max(4000).optional(),
});
export type AnswerOfferInput = z.infer<typeof answerOfferInput>;

/** Somebody who can see an incident: whom a note may name, and whom command may be handed to. */
export const companion = z.object({
  id: z.string(),
  name: z.string(),
  mayCommand: z.boolean(),
});
export type Companion = z.infer<typeof companion>;

/** Kinds of an incident's stream by which command is handed over. */
export const commandPayloads = {
  'command.offered': z.object({
    handover: z.string(),
    to: z.string(),
    toName: z.string(),
    summary: z.string(),
  }),
  'command.accepted': z.object({ handover: z.string() }),
  'command.declined': z.object({ handover: z.string(), reason: z.string().nullable() }),
  'command.withdrawn': z.object({ handover: z.string() }),
};
