import 'server-only';
import type { Tx } from '@/lib/log/write';
import type { ErasureReach } from './erasure-reach';

/**
 * Answers kept for repeats carry what was posted. Those that are about any of it are forgotten
 * early, so that a repeat is taken for a new request, as it would be a day later.
 */
export async function forgetAnswers(
  tx: Tx,
  { subject, incidentId, investigationIds, actions }: ErasureReach,
): Promise<void> {
  const ids = actions.map(({ id }) => id);
  if (subject.type !== 'action') {
    const stopPoints = await tx.db.checkpoint.findMany({
      where: { investigationId: { in: investigationIds } },
      select: { id: true },
    });
    ids.push(...investigationIds, ...stopPoints.map(({ id }) => id));
  }
  if (incidentId !== null) ids.push(incidentId);
  // Ids hold no character that LIKE takes for more than itself but `_`, which widens it harmlessly.
  const patterns = ids.map((id) => `%${id}%`);
  await tx.db.$executeRaw`
    DELETE FROM "idempotency"
    WHERE "scope" LIKE ANY(${patterns}) OR "response"::text LIKE ANY(${patterns})`;
}
