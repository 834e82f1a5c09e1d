import 'server-only';
import { whenEnding } from '@/lib/ending';
import { watch } from '@/lib/log/publish';

/** How long a lost nudge may go unnoticed, in milliseconds. */
const POLL_MS = 1000;

/**
 * Looks, and looks again at each nudge on the topic, until `isDone`, the time is over or the process
 * ends; answers with the last look. Holds no connection while it waits.
 */
export async function waitUntil<T>(
  topic: string,
  waitS: number,
  signal: AbortSignal | undefined,
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
): Promise<T> {
  if (waitS <= 0) return look();
  const deadline = performance.now() + waitS * 1000;
  const watched = watch(topic);
  const cut = new AbortController();
  const forget = whenEnding(() => cut.abort());
  const over = signal ? AbortSignal.any([signal, cut.signal]) : cut.signal;
  try {
    for (;;) {
      const seen = await look();
      const left = deadline - performance.now();
      if (isDone(seen) || left <= 0 || over.aborted) return seen;
      await watched.changed(Math.min(left, POLL_MS), over);
    }
  } finally {
    watched.close();
    forget();
  }
}
