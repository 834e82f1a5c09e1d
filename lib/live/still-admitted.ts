import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { currentActor } from '@/lib/access/server/current-actor';
import { isUnavailable } from '@/lib/db/unavailable';
import { log } from '@/lib/logger';
import { watch } from '@/lib/log/publish';

/** A lost nudge about a revocation is noticed within this, in milliseconds. */
const LOOK_MS = 10_000;

async function isAdmitted(ctx: Ctx, request: Request): Promise<boolean> {
  try {
    return (await currentActor(request))?.id === ctx.actor.id;
  } catch (error) {
    // A database that cannot be asked shuts nobody out: it also has nothing new to show.
    if (isUnavailable(error)) return true;
    log().info({ err: error, actor: ctx.actor.id }, 'a stream was ended');
    return false;
  }
}

/**
 * A signal that follows `signal` and also aborts once the caller's key or session stops holding.
 * Revocations are events of the caller's own stream, so they wake us at once.
 */
export function whileAdmitted(ctx: Ctx, request: Request, signal: AbortSignal): AbortSignal {
  const lost = new AbortController();
  const watched = watch(ctx.actor.id);
  const run = async () => {
    while (!signal.aborted && !lost.signal.aborted) {
      await watched.changed(LOOK_MS, signal);
      if (!signal.aborted && !(await isAdmitted(ctx, request))) lost.abort();
    }
    watched.close();
  };
  void run();
  return AbortSignal.any([signal, lost.signal]);
}
