import 'server-only';
import type { Tx } from '@/lib/log/write';

/*
 * Whether a person may act, and as what, is guarded by an advisory lock of its own, as an agent's
 * standing is. It stands with the person in the order of locks, right after their stream. It queues
 * fairly: whoever disables somebody waits for what names them now and for nothing that comes later.
 * Sharing locks on the person's row would not: PostgreSQL lets sharers join each other past a waiting
 * writer, so that somebody whose decisions never ceased could not be shut out.
 */

/** Keeps people as they stand until the transaction ends. Read how they stand only after this. */
export async function keepPeople(tx: Tx, ids: string[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('person ' || "id", 0))::text
    FROM (SELECT "id" FROM unnest(${ids.toSorted()}::text[]) WITH ORDINALITY AS each("id", place)
          ORDER BY place) ordered`;
}

/** Waits until nothing relies on how a person stands any more, and keeps the rest from it. */
export async function seizePerson(tx: Tx, id: string): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('person ' || ${id}::text, 0))::text`;
}
