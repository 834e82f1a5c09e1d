import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { whenEnding } from '@/lib/ending';
import { Unauthenticated } from '@/lib/errors';
import { watch } from '@/lib/log/publish';
import { whileAdmitted } from '@/lib/log/still-admitted';

/** How long a lost nudge may go unnoticed, in milliseconds. */
const POLL_MS = 1000;

/**
 * Looks, and looks again at each nudge on the topic, until `isDone`, the time is over or the process
 * ends; answers with the last look. Holds no connection while it waits.
 * @throws Unauthenticated as soon as whoever waits may not any more
 */
export async function waitUntil<T>(
  ctx: Ctx,
  topic: string,
  waitS: number,
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
): Promise<T> {
  if (waitS <= 0) return look();
  const deadline = performance.now() + waitS * 1000;
  const over = new AbortController();
  const forget = whenEnding(() => over.abort());
  const either = ctx.signal ? AbortSignal.any([ctx.signal, over.signal]) : over.signal;
  const admitted = whileAdmitted(ctx, either);
  const watched = watch(topic);
  try {
    for (;;) {
      const seen = await look();
      const left = deadline - performance.now();
      if (isDone(seen) || left <= 0 || either.aborted) return seen;
      await watched.changed(Math.min(left, POLL_MS), admitted);
      if (admitted.reason instanceof Unauthenticated) throw admitted.reason;
    }
  } finally {
    watched.close();
    forget();
    over.abort();
  }
}
