import { z } from 'zod';
import { eventActor, instantOut, madeId } from '@/lib/log/schema';

/** What a freeze reaches when it reaches everything; also how a role on every service is bound. */
export const EVERYTHING = '*';

const reason = z.string().trim().min(1, 'must say why').max(2000);

export const setFreezeInput = z.strictObject({
  /** One service by its name, or `*` for everything. */
  service: z.string().min(1).max(120),
  reason,
});
export type SetFreezeInput = z.infer<typeof setFreezeInput>;

export const askLiftInput = z.strictObject({ reason });
export type AskLiftInput = z.infer<typeof askLiftInput>;

/** One person's wish to lift a freeze, until another agrees or the first takes it back. */
export const liftRequest = z.object({
  id: madeId,
  by: eventActor,
  at: instantOut,
  reason: z.string(),
});
export type LiftRequest = z.infer<typeof liftRequest>;

/** What a freeze found and held as it was set, by id. */
export const reached = z.object({
  /** Investigations that it paused. */
  paused: z.array(z.string()),
  /** Actions that were signed and not yet carried out; their grants are void. */
  revoked: z.array(z.string()),
  /** Executions that had begun: past recall, they went on. */
  underWay: z.array(z.string()),
});
export type Reached = z.infer<typeof reached>;

export const freezeRow = z.object({
  id: madeId,
  service: z.string(),
  reason: z.string(),
  state: z.enum(['active', 'lifted']),
  setBy: eventActor,
  setAt: instantOut,
  reached,
  /** The wish that stands; once lifted, the one that was agreed to. */
  liftRequest: liftRequest.nullable(),
  agreedBy: eventActor.nullable(),
  liftedAt: instantOut.nullable(),
});
export type FreezeRow = z.infer<typeof freezeRow>;

export const freezePayloads = {
  'freeze.set': reached.extend({ freeze: madeId, service: z.string(), reason: z.string() }),
  'freeze.lift_requested': z.object({ freeze: madeId, request: madeId, reason: z.string() }),
  'freeze.lift_withdrawn': z.object({ freeze: madeId, request: madeId }),
  'freeze.lifted': z.object({ freeze: madeId, request: madeId }),
};
