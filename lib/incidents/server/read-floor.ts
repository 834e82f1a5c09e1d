import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { incidentProjection } from '@/lib/incidents/fold';
import { byUrgency } from '@/lib/incidents/floor-order';
import type { IncidentRow } from '@/lib/incidents/schema';
import { toItems } from '@/lib/incidents/server/list-incidents';
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
  return rows.map((row) => {
    const leader = leaders.find(({ investigationId }) => investigationId === row.id);
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

/** The newest incidents that are not over: only recordings, or all but those. */
function newest(ctx: Ctx, clock: IncidentRow['clock'], take: number): Promise<object[]> {
  return db().$queryRaw<object[]>`
    SELECT ${Prisma.raw(columnsOf(incidentProjection))} FROM "incident"
    WHERE ${sqlPlacesSeen(ctx.actor, '"incident"')} AND "status" IN ('open', 'mitigated') AND "mergedInto" IS NULL
      AND "clock" = ${clock}
    ORDER BY "openedAt" DESC, "id" DESC LIMIT ${take}`;
}

/**
 * Every live incident in one look, a handful of queries whatever their number. Recordings take
 * what room those leave.
 */
export async function readFloor(ctx: Ctx): Promise<FloorView> {
  const live = await newest(ctx, 'live', SHOWN + 1);
  const found = [...live, ...(await newest(ctx, 'imported', SHOWN + 1 - live.length))];
  const rows = parseRows(incidentProjection, found.slice(0, SHOWN));
  const places = new Map(rows.map((row) => [row.id, row]));
  const [items, investigations, waiting, now] = await Promise.all([
    toItems(rows),
    investigationsOf([...places.keys()]),
    readWaiting(ctx.actor, places),
    databaseNow(),
  ]);
  const recorded = new Set(
    investigations.filter(({ clock }) => clock === 'imported').map(({ id }) => id),
  );
  const full = items.map((item) => ({
    ...item,
    investigations: investigations.filter(({ incidentId }) => incidentId === item.id),
    waiting: waiting
      .filter(({ incidentId }) => incidentId === item.id)
      .map((each) => ({ ...each, isYours: each.isYours && !recorded.has(each.investigationId) })),
  }));
  return { items: full.sort(byUrgency), isCut: found.length > SHOWN, now: now.toISOString() };
}
