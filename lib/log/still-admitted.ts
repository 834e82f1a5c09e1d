import 'server-only';
import { type Actor, type Ctx, isMachine } from '@/lib/access/actor';
import { isAdmitted } from '@/lib/access/server/is-admitted';
import { isUnavailable } from '@/lib/db/unavailable';
import { Unauthenticated } from '@/lib/errors';
import { log } from '@/lib/logger';
import { watch } from '@/lib/log/publish';

/**
 * A lost nudge about a revocation is noticed within this, in milliseconds. Machines are to be out
 * within a second; people are many, and look at what they could see a moment ago.
 */
const lookMs = (actor: Actor): number => (isMachine(actor) ? 900 : 10_000);

/** Whose change of standing may end an actor: its own, and that of any ancestor. */
const ends = (actor: Actor): [string, ...string[]] =>
  actor.type === 'agent' ? [actor.id, ...actor.lineage] : [actor.id];

async function holds(actor: Actor): Promise<boolean> {
  try {
    return await isAdmitted(actor);
  } catch (error) {
    // A database that cannot be asked shuts nobody out: it also has nothing new to show.
    if (isUnavailable(error)) return true;
    log().info({ err: error, actor: actor.id }, 'what a caller came with could not be checked');
    return false;
  }
}

/**
 * A signal that follows `signal` and also aborts, with Unauthenticated as its reason, once the
 * caller's key, token or session stops holding. Revocations are events of the caller's own stream
 * or of an ancestor's, so they wake us at once, on every replica.
 */
export function whileAdmitted({ actor }: Ctx, signal: AbortSignal): AbortSignal {
  if (actor.type === 'system') return signal;
  const lost = new AbortController();
  const watched = watch(...ends(actor));
  const run = async () => {
    while (!signal.aborted && !lost.signal.aborted) {
      await watched.changed(lookMs(actor), signal);
      if (signal.aborted || (await holds(actor))) continue;
      lost.abort(new Unauthenticated('You were let out while this was open.'));
    }
    watched.close();
  };
  void run();
  return AbortSignal.any([signal, lost.signal]);
}
