import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';
import { parseRows } from '@/lib/log/rows';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';

/** People, newest first. */
export async function listPeople(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: PersonRow[]; nextCursor: string | null }> {
  demand(ctx.actor, 'person.read', {}, 'The list of people');
  const rows = await db().person.findMany({
    where: cursor === undefined ? {} : { id: { lt: cursor } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return pageOf(parseRows(personProjection, rows), limit, ({ id }) => id);
}
