import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { APPROVALS } from '@/lib/actions/server/topics';
import { isUnavailable } from '@/lib/db/unavailable';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { log } from '@/lib/logger';
import { watch } from '@/lib/log/publish';
import { deliverDue } from '@/lib/notices/server/deliver';
import { tellDue } from '@/lib/notices/server/tell';
import { NOTICES } from '@/lib/notices/server/topics';

/** How long a lost nudge may go unnoticed, and how late an escalation may be, in milliseconds. */
const POLL_MS = 1000;
/** A flood of news is looked at this often at most. */
const APART_MS = 100;
/** Deliveries that one process has under way at once. */
const MOST_AT_ONCE = 16;

// On the global object, for a development server loads modules anew.
const shared = globalThis as typeof globalThis & { countersignDispatcher?: AbortController };

/** Looks at each nudge and every now and then, until told to stop. */
async function keepLooking(
  topics: [string, ...string[]],
  look: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const watched = watch(...topics);
  while (!signal.aborted) {
    try {
      await look();
    } catch (error) {
      // While the database is away nothing new waits, and what waited is told when it is back.
      if (!isUnavailable(error)) log().error({ err: error }, 'notices could not be looked after');
    }
    await watched.changed(POLL_MS, signal);
    await delay(APART_MS, undefined, { ref: false });
  }
  watched.close();
}

/** Tells nobody any more; what is under way comes to its end, or is taken up by another process. */
export function stopDispatcher(): void {
  shared.countersignDispatcher?.abort();
  delete shared.countersignDispatcher;
}

/**
 * Tells people of what waits and hands on what they are to be told, beside each other: a receiver
 * that is slow to answer keeps nobody from being told.
 */
export function startDispatcher(): void {
  stopDispatcher();
  const controller = new AbortController();
  shared.countersignDispatcher = controller;
  const { signal } = controller;
  const underWay = new Set<Promise<void>>();
  void keepLooking([APPROVALS, INCIDENTS], tellDue, signal);
  void keepLooking(
    [NOTICES],
    async () => {
      for (const each of await deliverDue(MOST_AT_ONCE - underWay.size)) {
        underWay.add(each);
        void each.then(() => underWay.delete(each));
      }
    },
    signal,
  );
}
