import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { incidentProjection } from '@/lib/incidents/fold';
import { groupBy } from '@/lib/incidents/group-by';
import { byUrgency } from '@/lib/incidents/floor-order';
import type { IncidentRow } from '@/lib/incidents/schema';
import { toItems } from '@/lib/incidents/server/list-incidents';
import { readOffers } from '@/lib/incidents/server/read-offers';
import { readWaiting } from '@/lib/incidents/server/read-waiting';
import type { FloorView } from '@/lib/incidents/views';
import { investigationProjection } from '@/lib/investigations/fold';
import type { FloorInvestigation } from '@/lib/investigations/views';
import { databaseNow } from '@/lib/log/clock';
import { columnsOf, parseRows } from '@/lib/log/rows';

/** Live incidents that one floor shows. */
const SHOWN = 300;

interface Leader {
  investigationId: string;
  id: string;
  statement: string;
  confidence: number | null;
  status: 'open' | 'supported' | 'refuted' | 'inconclusive' | 'committed';
}

/** Each investigation's leading hypothesis: the committed one, else the surest not refuted. */
const leadersOf = (investigationIds: string[]): Promise<Leader[]> =>
  db().$queryRaw<Leader[]>`
    SELECT DISTINCT ON ("investigationId") "investigationId", "id", "statement", "confidence", "status"
    FROM "hypothesis" WHERE "investigationId" = ANY(${investigationIds}) AND "status" <> 'refuted'
    ORDER BY "investigationId", ("status" = 'committed') DESC, "confidence" DESC NULLS LAST, "seq"`;

async function investigationsOf(
  incidentIds: string[],
): Promise<(FloorInvestigation & { incidentId: string })[]> {
  const found = await db().investigation.findMany({
    where: { incidentId: { in: incidentIds } },
    orderBy: { startedAt: 'asc' },
  });
  const rows = parseRows(investigationProjection, found);
  const [leaders, agents] = await Promise.all([
    leadersOf(rows.map(({ id }) => id)),
    db().agent.findMany({
      where: { id: { in: [...new Set(rows.map(({ agentId }) => agentId))] } },
      select: { id: true, name: true },
    }),
  ]);
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const leaderOf = new Map(leaders.map((leader) => [leader.investigationId, leader]));
  return rows.map((row) => {
    const leader = leaderOf.get(row.id);
    return {
      id: row.id,
      incidentId: row.incidentId,
      agentId: row.agentId,
      agentName: names.get(row.agentId) ?? row.agentId,
      status: row.status,
      stage: row.stage,
      clock: row.clock,
      startedAt: row.startedAt,
      lastEventAt: row.lastEventAt,
      endedAt: row.endedAt,
      evidenceCount: row.evidenceCount,
      violationCount: row.violationCount,
      refusedWriteCount: row.refusedWriteCount,
      drift: row.drift && { score: row.drift.score, level: row.drift.level },
      activity: row.activity,
      leader: leader
        ? {
            id: leader.id,
            statement: leader.statement,
            confidence: leader.confidence,
            status: leader.status,
          }
        : null,
    };
  });
}

/**
 * The newest incidents that are not over: only recordings, or all but those. What is part of another
 * is told of there, and only where the asker may not see that one by itself.
 */
function newest(ctx: Ctx, clock: IncidentRow['clock'], take: number): Promise<object[]> {
  const services = readableServices(ctx.actor);
  const isSeen = (column: string) =>
    services === '*' ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(column)} = ANY(${services})`;
  const columns = Prisma.raw(columnsOf(incidentProjection));
  return db().$queryRaw<object[]>`
    SELECT ${columns} FROM "incident" i
    WHERE ${isSeen('i."service"')} AND "status" IN ('open', 'mitigated') AND "clock" = ${clock}
      AND ("mergedInto" IS NULL OR NOT EXISTS (
        SELECT FROM "incident" o WHERE o."id" = i."mergedInto" AND ${isSeen('o."service"')}))
    ORDER BY "openedAt" DESC, "id" DESC LIMIT ${take}`;
}

interface Part {
  id: string;
  service: string;
  root: string;
}

/** What is part of those that the floor shows, as far as the asker may know. */
async function partsOf(ctx: Ctx, roots: string[]): Promise<Part[]> {
  const services = readableServices(ctx.actor);
  const found = await db().incident.findMany({
    where: {
      mergedInto: { in: roots },
      ...(services === '*' ? {} : { service: { in: services } }),
    },
    select: { id: true, service: true, mergedInto: true },
  });
  return found.map(({ id, service, mergedInto }) => ({ id, service, root: mergedInto ?? id }));
}

/**
 * Every live incident in one look, a handful of queries whatever their number. Recordings take
 * what room those leave.
 */
export async function readFloor(ctx: Ctx): Promise<FloorView> {
  const live = await newest(ctx, 'live', SHOWN + 1);
  const found = [...live, ...(await newest(ctx, 'imported', SHOWN + 1 - live.length))];
  const rows = parseRows(incidentProjection, found.slice(0, SHOWN));
  const own: Part[] = rows.map(({ id, service }) => ({ id, service, root: id }));
  const parts = await partsOf(
    ctx,
    own.map(({ id }) => id),
  );
  const all = [...own, ...parts];
  const roots = new Map(all.map(({ id, root }) => [id, root]));
  const services = new Map(all.map(({ id, service }) => [id, service]));
  const [items, investigations, waiting, offers, now] = await Promise.all([
    toItems(rows),
    investigationsOf([...roots.keys()]),
    readWaiting(ctx.actor, services, roots),
    readOffers(ctx.actor, rows),
    databaseNow(),
  ]);
  const recorded = new Set(
    investigations.filter(({ clock }) => clock === 'imported').map(({ id }) => id),
  );
  const rootOf = ({ incidentId }: { incidentId: string }) => roots.get(incidentId) ?? incidentId;
  const runsAt = groupBy(investigations, rootOf);
  const waitsAt = groupBy(waiting, rootOf);
  const partsAt = groupBy(parts, ({ root }) => root);
  const full = items.map((item) => ({
    ...item,
    partCount: partsAt.get(item.id)?.length ?? 0,
    investigations: runsAt.get(item.id) ?? [],
    waiting: (waitsAt.get(item.id) ?? []).map((each) => ({
      ...each,
      isYours: each.isYours && !recorded.has(each.investigationId),
    })),
  }));
  return {
    items: full.sort(byUrgency),
    isCut: found.length > SHOWN,
    offers,
    now: now.toISOString(),
  };
}
