import 'server-only';
import type { Actor, Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can, readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { freezeProjection } from '@/lib/freeze/fold';
import type { FreezeOut } from '@/lib/freeze/output';
import { EVERYTHING, type FreezeRow } from '@/lib/freeze/schema';
import { FREEZES } from '@/lib/freeze/server/topics';
import { pageOf } from '@/lib/http/page';
import { parseRows } from '@/lib/log/rows';
import { waitUntil } from '@/lib/log/wait';

export interface FreezeQuery {
  state?: FreezeRow['state'] | undefined;
  limit: number;
  cursor?: [setAt: string, id: string] | undefined;
  waitS?: number;
}

/** A freeze as an actor who knows of it is told it. */
export function showFreeze(actor: Actor, { reached, ...row }: FreezeRow): FreezeOut {
  // It reaches every environment, so its counts tell what is in each.
  const knowsAll = can(actor, 'incident.read', { service: row.service }).allowed;
  const { paused, revoked, underWay } = reached;
  const counts = {
    paused: paused.length,
    revoked: revoked.length,
    underWay: underWay.length,
  };
  return { ...row, counts: knowsAll ? counts : null };
}

/**
 * Freezes of everything, and of services that the actor may know of, newest first. With `waitS`
 * the answer comes once the first page differs from what it was at the call.
 * @throws Forbidden
 */
export async function listFreezes(
  ctx: Ctx,
  { state, limit, cursor, waitS = 0 }: FreezeQuery,
): Promise<{ items: FreezeOut[]; nextCursor: string | null }> {
  const { actor } = ctx;
  demand(actor, 'freeze.read', {}, 'This');
  const readable = readableServices(actor);
  const [setAt, id] = cursor ?? [];
  const look = async () => {
    const found = await db().freeze.findMany({
      where: {
        AND: [
          state === undefined ? {} : { state },
          readable === '*' ? {} : { service: { in: [EVERYTHING, ...readable] } },
          setAt === undefined
            ? {}
            : { OR: [{ setAt: { lt: setAt } }, { setAt, id: { lt: id ?? '' } }] },
        ],
      },
      orderBy: [{ setAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const page = pageOf(parseRows(freezeProjection, found), limit, (row) => [row.setAt, row.id]);
    return { ...page, items: page.items.map((row) => showFreeze(actor, row)) };
  };
  const first = waitS > 0 ? JSON.stringify(await look()) : '';
  return waitUntil(ctx, FREEZES, waitS, look, (seen) => JSON.stringify(seen) !== first);
}
