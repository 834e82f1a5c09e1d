import { z } from 'zod';

/** Ids that agents choose for their own events, evidence, hypotheses and steps. */
export const ownId = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : -');

/** An id that we made: opaque, prefixed. */
export const madeId = z.string().min(1).max(64);

/** RFC 3339 with any offset, taken in as UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, message: 'must be an RFC 3339 instant, as 2026-01-31T12:00:00.000Z' })
  .transform((text) => new Date(text).toISOString())
  // PostgreSQL has no year 0, and an offset can carry an instant out of the four digits.
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'must lie in the years 0001 to 9999');

/** An instant as we give it out: UTC with milliseconds. */
export const instantOut = z.string();

export const actorType = z.enum(['agent', 'person', 'executor', 'policy', 'system']);
export type ActorType = z.infer<typeof actorType>;

export const eventActor = z.object({ type: actorType, id: z.string(), name: z.string() });
export type EventActor = z.infer<typeof eventActor>;

/** What every stored event carries; the payload's fields stand beside these. */
export const eventEnvelope = z.object({
  seq: z.number().int(),
  id: z.string(),
  kind: z.string(),
  actor: eventActor,
  at: instantOut,
  recordedAt: instantOut,
  hash: z.string(),
  /** Seq of the `content.erased` by which its content is gone; absent where it is there. */
  erasedSeq: z.number().int().optional(),
});

export const storedEvent = eventEnvelope.loose();

/** An event as the API, the stream and the browser see it. */
export interface StoredEvent {
  stream: string;
  seq: number;
  id: string;
  kind: string;
  actor: EventActor;
  at: string;
  recordedAt: string;
  hash: string;
  erasedSeq?: number | undefined;
  payload: Record<string, unknown>;
}

/** An event as it travels: the payload's fields beside the envelope's. */
export type WireEvent = z.infer<typeof storedEvent>;

/** The wire form of an event, without the stream's name. */
export function toWire(event: StoredEvent): WireEvent {
  const { payload, stream: _stream, ...envelope } = event;
  return { ...payload, ...envelope };
}

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
