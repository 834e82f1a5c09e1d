import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { readablePlaces, readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection } from '@/lib/services/fold';
import type { ServiceRow } from '@/lib/services/schema';

/**
 * The services that the actor may know of, by name. Those that nobody declared are shown only to
 * who reads all, in every environment.
 * @throws Forbidden
 */
export async function listServices(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ServiceRow[]; nextCursor: string | null }> {
  demand(ctx.actor, 'service.read', {}, 'This');
  const readsAll = readablePlaces(ctx.actor) === '*';
  const readable = readableServices(ctx.actor);
  const found = await db().service.findMany({
    where: {
      AND: [
        readsAll ? {} : { declared: true },
        readable === '*' ? {} : { name: { in: readable } },
        cursor === undefined ? {} : { name: { gt: cursor } },
      ],
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
  });
  return pageOf(parseRows(serviceProjection, found), limit, ({ name }) => name);
}
