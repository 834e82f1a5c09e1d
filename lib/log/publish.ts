import 'server-only';
import { db } from '@/lib/db/client';
import { listen, type Listening } from '@/lib/db/listen';
import { log } from '@/lib/logger';

/** The PostgreSQL channel that replicas nudge each other on. */
const CHANNEL = 'countersign';
/** Nudges of this long, in milliseconds, leave in one notice. */
const COALESCE_MS = 2;
/** PostgreSQL takes less than 8000 bytes a notice. */
const TOPICS_A_NOTICE = 80;

interface Signals {
  watchers: Map<string, Set<() => void>>;
  pending: Set<string>;
  timer: NodeJS.Timeout | undefined;
  listening: Listening | undefined;
}

// On the global object, for a development server loads modules anew and bundles them twice.
const shared = globalThis as typeof globalThis & { countersignSignals?: Signals };
const signals = (): Signals =>
  (shared.countersignSignals ??= {
    watchers: new Map(),
    pending: new Set(),
    timer: undefined,
    listening: undefined,
  });

const wake = (topic: string) => {
  for (const watcher of signals().watchers.get(topic) ?? []) watcher();
};

const wakeAll = () => {
  for (const topic of signals().watchers.keys()) wake(topic);
};

async function flush(topics: string[]): Promise<void> {
  for (let i = 0; i < topics.length; i += TOPICS_A_NOTICE) {
    const payload = topics.slice(i, i + TOPICS_A_NOTICE).join(' ');
    await db().$executeRaw`SELECT pg_notify(${CHANNEL}, ${payload})`;
  }
}

/**
 * Tells this process and every other that something changed. The notice is a nudge: it leaves
 * after the commit, may be lost, and whoever waits also looks by itself.
 */
export function publish(topics: Iterable<string>): void {
  const state = signals();
  for (const topic of topics) {
    state.pending.add(topic);
    wake(topic);
  }
  if (state.pending.size === 0 || state.timer) return;
  wake(ANYTHING);
  state.timer = setTimeout(() => {
    const sent = [...state.pending, ANYTHING];
    state.pending.clear();
    state.timer = undefined;
    flush(sent).catch((error: unknown) => log().warn({ err: error }, 'a nudge was not sent'));
  }, COALESCE_MS);
}

/** The topic that every change wakes. */
export const ANYTHING = '*';

export interface Watch {
  /** Resolves at the next nudge since the last call, when the time is over, or on abort. */
  changed(timeoutMs: number, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Watches topics from now on. A nudge between two calls of `changed` is not lost. */
export function watch(...topics: [string, ...string[]]): Watch {
  const state = signals();
  state.listening ??= listen(
    CHANNEL,
    (payload) => {
      for (const each of payload.split(' ')) wake(each);
    },
    { onReconnect: wakeAll, onLost: (error) => log().warn({ err: error }, 'nudges are late') },
  );
  let isDirty = false;
  let resolve: (() => void) | undefined;
  const watcher = () => {
    isDirty = true;
    resolve?.();
  };
  for (const topic of topics) {
    const watchers = state.watchers.get(topic) ?? new Set();
    state.watchers.set(topic, watchers.add(watcher));
  }
  return {
    async changed(timeoutMs, signal) {
      if (!isDirty && !signal?.aborted) {
        await new Promise<void>((done) => {
          // One request waits many times on one signal: no listener may outlive its turn.
          const finish = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', finish);
            done();
          };
          const timer = setTimeout(finish, timeoutMs);
          resolve = finish;
          signal?.addEventListener('abort', finish, { once: true });
        });
      }
      resolve = undefined;
      isDirty = false;
    },
    close() {
      for (const topic of topics) {
        const watchers = state.watchers.get(topic);
        watchers?.delete(watcher);
        if (watchers?.size === 0) state.watchers.delete(topic);
      }
    },
  };
}
