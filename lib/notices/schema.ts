import { z } from 'zod';
import { instantOut, storedEvent } from '@/lib/log/schema';

/** What waits on a person, and for how long nobody decided is counted. */
export const waitingKind = z.enum(['signature', 'stop_point', 'settlement']);
export type WaitingKind = z.infer<typeof waitingKind>;

/** What went otherwise than somebody signed or was asked for; it waits for nobody. */
export const wrongKind = z.enum(['undecided', 'unredeemed', 'failed', 'not_recovered']);

/**
 * What one person says to others: that a note names them, that command is offered to them, and what
 * became of an offer of theirs. It waits for nobody else, and goes on to nobody.
 */
export const saidKind = z.enum(['mention', 'handover', 'handover_ended']);
export type SaidKind = z.infer<typeof saidKind>;

export const matterKind = z.enum([
  ...waitingKind.options,
  ...wrongKind.options,
  ...saidKind.options,
]);
export type MatterKind = z.infer<typeof matterKind>;

export const noticeKind = z.enum([...matterKind.options, 'test']);
export type NoticeKind = z.infer<typeof noticeKind>;

export const isSaidKind = (kind: NoticeKind): kind is SaidKind => saidKind.safeParse(kind).success;

export const isWaitingKind = (kind: NoticeKind): kind is WaitingKind =>
  waitingKind.safeParse(kind).success;

/**
 * Why somebody is told: they may decide; it changed after they signed; they signed it; they command
 * the incident; nobody decided in time; they asked for a test; somebody says it to them.
 */
export const calledFor = z.enum([
  'decides',
  'signed_earlier',
  'signed',
  'commands',
  'nobody_decided',
  'asked',
  'addressed',
]);
export type CalledFor = z.infer<typeof calledFor>;

export const called = z.object({ id: z.string(), why: calledFor });
export type Called = z.infer<typeof called>;

export const channel = z.enum(['push', 'webhook']);
export type Channel = z.infer<typeof channel>;

/** `moot`: decided before it could be handed on. */
export const deliveryState = z.enum(['waiting', 'delivered', 'failed', 'moot']);
export type DeliveryState = z.infer<typeof deliveryState>;

const handedOn = z.object({
  delivery: z.string(),
  channel,
  /** The webhook or device. */
  to: z.string(),
  /** Whose device it is. */
  person: z.string().nullable(),
});

/** What a notice is about, by reference alone: nothing that an agent wrote stands in it. */
const about = {
  key: z.string(),
  kind: noticeKind,
  actionId: z.string().nullable(),
  checkpointId: z.string().nullable(),
  investigationId: z.string().nullable(),
  incidentId: z.string().nullable(),
  version: z.number().int().nullable(),
  service: z.string(),
};

export const noticeRow = z.object({
  id: z.string(),
  ...about,
  /** The group called last: 0 are those who may decide, then the policy's. */
  step: z.number().int(),
  people: z.array(called.extend({ step: z.number().int(), at: instantOut })),
  deliveries: z.array(
    handedOn.extend({
      state: deliveryState,
      at: instantOut,
      attempts: z.number().int(),
      /** Why it failed, as a slug of ours. */
      problem: z.string().nullable(),
    }),
  ),
  opened: z.array(z.object({ person: z.string(), at: instantOut })),
  toldAt: instantOut,
  /** When the next group is called, if nobody has decided; null after the last. */
  nextStepAt: instantOut.nullable(),
});
export type NoticeRow = z.infer<typeof noticeRow>;

const attempted = { delivery: z.string(), attempts: z.number().int() };

export const noticePayloads = {
  'notice.sent': z.object({
    ...about,
    step: z.number().int(),
    people: z.array(called),
    deliveries: z.array(handedOn),
    nextStepAt: instantOut.nullable(),
  }),
  'notice.delivered': z.object({ ...attempted, status: z.number().int() }),
  'notice.failed': z.object({
    ...attempted,
    status: z.number().int().nullable(),
    problem: z.string(),
  }),
  'notice.moot': z.object(attempted),
  /** The actor opened the page by it. */
  'notice.opened': z.object({}),
};

export const deliveryOut = noticeRow.shape.deliveries.element.extend({
  /** What the receiver is called: a webhook's name, or a device's label. */
  name: z.string(),
  lastStatus: z.number().int().nullable(),
  lastProblem: z.string().nullable(),
  nextAttemptAt: instantOut.nullable(),
});
export type DeliveryOut = z.infer<typeof deliveryOut>;

const named = { id: z.string(), name: z.string() };
export const noticeOut = noticeRow.omit({ key: true }).extend({
  people: z.array(z.object({ ...named, why: calledFor, step: z.number().int(), at: instantOut })),
  opened: z.array(z.object({ ...named, at: instantOut })),
  deliveries: z.array(deliveryOut),
  /** Its own stream, where that is asked for. */
  events: z.array(storedEvent).optional(),
});
export type NoticeOut = z.infer<typeof noticeOut>;
