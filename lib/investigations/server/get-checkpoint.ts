import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { readInvestigation } from '@/lib/investigations/server/load';
import { parseRows } from '@/lib/log/rows';
import { waitUntil } from '@/lib/log/wait';

/** A stop point; waits until it is decided or has expired. */
export async function getCheckpoint(
  ctx: Ctx,
  { id, waitS }: { id: string; waitS: number },
): Promise<CheckpointRow> {
  const look = async (): Promise<CheckpointRow> => {
    const [row] = parseRows(
      checkpointProjection,
      await db().checkpoint.findMany({ where: { id } }),
    );
    if (!row) throw new NotFound('This stop point');
    return row;
  };
  const first = await look();
  await readInvestigation(ctx.actor, 'investigation.read', first.investigationId);
  return waitUntil(ctx, first.investigationId, waitS, look, (row) => row.state !== 'waiting');
}
