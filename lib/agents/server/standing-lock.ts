import 'server-only';
import { seize, share } from '@/lib/log/advisory';
import type { Tx } from '@/lib/log/write';

/*
 * Whether an agent may act, and how far, is guarded by an advisory lock of its own, which stands
 * with the agent in the order of locks, right after its stream and before persons; of several
 * agents the root comes first. Locks on the agent's row would not queue fairly: PostgreSQL lets
 * readers of a row join each other past a waiting writer, so that a busy branch could never be
 * stopped.
 */

const standingLock = (id: string): string => `standing ${id}`;

/** The locks that guard how these agents stand. */
export const standingLocks = (ids: readonly string[]): string[] => ids.map(standingLock);

/** Keeps agents as they stand until the transaction ends. Read how they stand only after this. */
export const keepStanding = (tx: Tx, ids: readonly string[]): Promise<void> =>
  share(tx, standingLocks(ids));

/** Waits until nobody relies on how an agent stands any more, and keeps others from it. */
export const seizeStanding = (tx: Tx, id: string): Promise<void> => seize(tx, standingLock(id));
