import 'server-only';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Tx } from '@/lib/log/write';

/**
 * The time that what we add to a recording's stream claims: that of the last event told of it, so
 * that its stop points and actions stand where the recording made them. Nothing for live ones,
 * which claim the database's.
 */
export async function recordedTime(
  tx: Tx,
  row: Pick<InvestigationRow, 'id' | 'clock'>,
): Promise<{ at?: string }> {
  if (row.clock !== 'imported') return {};
  const last = await tx.db.event.findFirst({
    where: { stream: row.id, actorType: 'agent', kind: { not: 'investigation.created' } },
    orderBy: { seq: 'desc' },
    select: { at: true },
  });
  return last ? { at: last.at.toISOString() } : {};
}
