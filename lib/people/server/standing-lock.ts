import 'server-only';
import { seize, share } from '@/lib/log/advisory';
import type { Tx } from '@/lib/log/write';

/*
 * Whether a person may act, and as what, is guarded by an advisory lock of its own, as an agent's
 * standing is. It stands with the person in the order of locks, right after their stream. Sharing
 * locks on the person's row would not queue fairly: PostgreSQL lets sharers join each other past a
 * waiting writer, so that somebody whose decisions never ceased could not be shut out.
 */

const personLock = (id: string): string => `person ${id}`;

/** The locks that guard how these people stand, in the order in which they are taken. */
export const personLocks = (ids: readonly string[]): string[] => ids.toSorted().map(personLock);

/** Keeps people as they stand until the transaction ends. Read how they stand only after this. */
export const keepPeople = (tx: Tx, ids: readonly string[]): Promise<void> =>
  share(tx, personLocks(ids));

/** Waits until nothing relies on how a person stands any more, and keeps the rest from it. */
export const seizePerson = (tx: Tx, id: string): Promise<void> => seize(tx, personLock(id));
