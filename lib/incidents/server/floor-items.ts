import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { Place } from '@/lib/access/reach';
import { placesSeen, sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { incidentProjection } from '@/lib/incidents/fold';
import { byUrgency } from '@/lib/incidents/floor-order';
import { groupBy } from '@/lib/incidents/group-by';
import type { IncidentRow } from '@/lib/incidents/schema';
import { floorInvestigations } from '@/lib/incidents/server/floor-investigations';
import { toItems } from '@/lib/incidents/server/list-incidents';
import { readWaiting } from '@/lib/incidents/server/read-waiting';
import { type FloorItem, floorItem } from '@/lib/incidents/views';
import { columnsOf, parseRows } from '@/lib/log/rows';

/**
 * What a floor shows, as a query: incidents that are not over. What is part of another is told of
 * there, and by itself only where the asker may not see that one.
 */
export async function floorRows(
  ctx: Ctx,
  narrowed: Prisma.Sql,
  take: number,
): Promise<IncidentRow[]> {
  const columns = Prisma.raw(columnsOf(incidentProjection));
  const found = await db().$queryRaw<object[]>`
    SELECT ${columns} FROM "incident" i
    WHERE ${sqlPlacesSeen(ctx.actor, 'i')} AND "status" IN ('open', 'mitigated') AND ${narrowed}
      AND ("mergedInto" IS NULL OR NOT EXISTS (
        SELECT FROM "incident" o WHERE o."id" = i."mergedInto" AND ${sqlPlacesSeen(ctx.actor, 'o')}))
    ORDER BY "openedAt" DESC, "id" DESC LIMIT ${take}`;
  return parseRows(incidentProjection, found);
}

interface Part {
  id: string;
  place: Place;
  root: string;
}

/** What is part of those that the floor shows, as far as the asker may know. */
async function partsOf(ctx: Ctx, roots: string[]): Promise<Part[]> {
  const found = await db().incident.findMany({
    where: { mergedInto: { in: roots }, ...placesSeen(ctx.actor) },
    select: { id: true, service: true, environment: true, mergedInto: true },
  });
  return found.map(({ id, mergedInto, ...place }) => ({ id, place, root: mergedInto ?? id }));
}

/** Rows with their runs and what waits there, by urgency; a handful of queries for any number. */
export async function floorItems(ctx: Ctx, rows: IncidentRow[]): Promise<FloorItem[]> {
  const own: Part[] = rows.map(({ id, service, environment }) => ({
    id,
    place: { service, environment },
    root: id,
  }));
  const parts = await partsOf(
    ctx,
    own.map(({ id }) => id),
  );
  const all = [...own, ...parts];
  const roots = new Map(all.map(({ id, root }) => [id, root]));
  const places = new Map(all.map(({ id, place }) => [id, place]));
  const [items, investigations, waiting] = await Promise.all([
    toItems(rows),
    floorInvestigations([...roots.keys()]),
    readWaiting(ctx.actor, places, roots),
  ]);
  const recorded = new Set(
    investigations.filter(({ clock }) => clock === 'imported').map(({ id }) => id),
  );
  const rootOf = ({ incidentId }: { incidentId: string }) => roots.get(incidentId) ?? incidentId;
  const runsAt = groupBy(investigations, rootOf);
  const waitsAt = groupBy(waiting, rootOf);
  const partsAt = groupBy(parts, ({ root }) => root);
  return items
    .map((item) =>
      // Only what a row shows goes over the line: three hundred are sent at once.
      floorItem.parse({
        ...item,
        partCount: partsAt.get(item.id)?.length ?? 0,
        investigations: runsAt.get(item.id) ?? [],
        waiting: (waitsAt.get(item.id) ?? []).map((each) => ({
          ...each,
          isYours: each.isYours && !recorded.has(each.investigationId),
        })),
      }),
    )
    .sort(byUrgency);
}
