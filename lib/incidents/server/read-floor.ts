import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Prisma } from '@/lib/db/generated/client';
import { floorItems, floorRows } from '@/lib/incidents/server/floor-items';
import { readOffers } from '@/lib/incidents/server/read-offers';
import type { FloorView } from '@/lib/incidents/views';
import { databaseNow } from '@/lib/log/clock';

/** Live incidents that one floor shows. */
const SHOWN = 300;

const live = Prisma.sql`"clock" = 'live'`;
const imported = Prisma.sql`"clock" = 'imported'`;

/** Every live incident in one look. Recordings take what room those leave. */
export async function readFloor(ctx: Ctx): Promise<FloorView> {
  const found = await floorRows(ctx, live, SHOWN + 1);
  found.push(...(await floorRows(ctx, imported, SHOWN + 1 - found.length)));
  const rows = found.slice(0, SHOWN);
  const [items, offers, now] = await Promise.all([
    floorItems(ctx, rows),
    readOffers(ctx.actor, rows),
    databaseNow(),
  ]);
  return { items, isCut: found.length > SHOWN, offers, now: now.toISOString() };
}
