import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { floorItems, floorRows } from '@/lib/incidents/server/floor-items';
import type { FloorRows } from '@/lib/incidents/views';
import { databaseNow } from '@/lib/log/clock';

/**
 * The rows of these incidents on the asker's floor, or of what they are part of: for news of a few
 * among three hundred. Those that are no rows of it, any more or at all, are told as gone.
 */
export async function readFloorRows(ctx: Ctx, { ids }: { ids: string[] }): Promise<FloorRows> {
  // Before the rows: what is written meanwhile is told of by itself.
  const now = await databaseNow();
  const known = await db().incident.findMany({
    where: { id: { in: ids } },
    select: { mergedInto: true },
  });
  const asked = [...new Set([...ids, ...known.flatMap(({ mergedInto }) => mergedInto ?? [])])];
  const rows = await floorRows(ctx, Prisma.sql`i."id" = ANY(${asked})`, asked.length);
  const here = new Set(rows.map(({ id }) => id));
  const items = await floorItems(ctx, rows);
  return { items, gone: ids.filter((id) => !here.has(id)), now: now.toISOString() };
}
