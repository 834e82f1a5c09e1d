import 'server-only';
import type { Tx } from '@/lib/log/write';

/*
 * Advisory locks of PostgreSQL, by name, which end with the transaction. They queue fairly: whoever
 * waits to seize one waits for its present sharers and for nobody who comes later.
 */

/**
 * Shares these names, taken in the order given and in one question. Read what they guard only after
 * this.
 */
export async function share(tx: Pick<Tx, 'db'>, names: readonly string[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended("name", 0))::text
    FROM (SELECT "name" FROM unnest(${names}::text[]) WITH ORDINALITY AS each("name", place)
          ORDER BY place) ordered`;
}

/** Waits until nobody shares this name, and keeps others from it. */
export async function seize(tx: Pick<Tx, 'db'>, name: string): Promise<void> {
  await tx.db.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
}
