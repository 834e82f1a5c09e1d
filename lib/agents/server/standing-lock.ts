import 'server-only';
import type { Tx } from '@/lib/log/write';

/*
 * Whether an agent may act, and how far, is guarded by an advisory lock of its own, which stands
 * with the agent in the order of locks, right after its stream and before persons; of several
 * agents the root comes first. It queues fairly: whoever ends an agent waits for those who write
 * now and for nobody who comes later. Locks on the agent's row would not: PostgreSQL lets readers
 * of a row join each other past a waiting writer, so that a busy branch could never be stopped.
 */

/** Keeps agents as they stand until the transaction ends. Read how they stand only after this. */
export async function keepStanding(tx: Tx, ids: string[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('standing ' || "id", 0))::text
    FROM (SELECT "id" FROM unnest(${ids}::text[]) WITH ORDINALITY AS each("id", place)
          ORDER BY place) ordered`;
}

/** Waits until nobody relies on how an agent stands any more, and keeps others from it. */
export async function seizeStanding(tx: Tx, id: string): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('standing ' || ${id}::text, 0))::text`;
}
