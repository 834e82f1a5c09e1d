import 'server-only';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import type { Tx } from '@/lib/log/write';

/**
 * Locks the investigation of an action, and of the one that it rolls back where that is another's,
 * in the order of their ids, so that two that cross cannot wait for each other.
 */
export async function lockWithOriginal(
  tx: Tx,
  actionId: string,
  investigationId: string,
): Promise<void> {
  const originals = await tx.db.$queryRaw<{ investigationId: string }[]>`
    SELECT o."investigationId" FROM "action" a JOIN "action" o ON o."id" = a."rollbackOf"
    WHERE a."id" = ${actionId}`;
  const streams = new Set([investigationId, ...originals.map((each) => each.investigationId)]);
  for (const stream of [...streams].sort()) await tx.lock(stream);
}

/** Marks the action that this one has rolled back, if it was one. Its investigation is locked. */
export async function rolledBackOriginal(tx: Tx, by: ActionRow): Promise<void> {
  if (by.rollbackOf === null) return;
  const original = await tx.row(actionProjection, by.rollbackOf);
  if (original?.state !== 'succeeded' && original?.state !== 'failed') return;
  const payload = { action: original.id, version: original.version, by: by.id };
  await tx.append(original.investigationId, [{ kind: 'action.rolled_back', payload }]);
}
