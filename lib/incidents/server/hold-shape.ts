import 'server-only';
import type { Tx } from '@/lib/log/write';

/**
 * Merging and splitting decide by several incidents at once, and by which of them belong together:
 * one such act at a time, and none while alerts are being handed to where they belong. Taken before
 * a group's lock and before any stream.
 */
export async function holdShape(tx: Tx): Promise<void> {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('incident shape', 0))`;
}

/** Holds off merging and splitting; others who hold it off do not wait. */
export async function holdOffShaping(tx: Tx): Promise<void> {
  await tx.db
    .$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('incident shape', 0))`;
}
