import 'server-only';
import { db } from '@/lib/db/client';
import { investigationProjection } from '@/lib/investigations/fold';
import type { FloorInvestigation } from '@/lib/investigations/views';
import { databaseNow } from '@/lib/log/clock';
import { parseRows } from '@/lib/log/rows';

const MINUTE_MS = 60_000;
/** A row's spark line looks back this far. */
const SPARK_MINUTES = 30;
/** Of a claim, a row shows a line. */
const MOST_STATED = 300;

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

/** The runs of these incidents as rows of the floor tell of them. */
export async function floorInvestigations(
  incidentIds: string[],
): Promise<(FloorInvestigation & { incidentId: string })[]> {
  const found = await db().investigation.findMany({
    where: { incidentId: { in: incidentIds } },
    orderBy: { startedAt: 'asc' },
  });
  const rows = parseRows(investigationProjection, found);
  const [leaders, now, agents] = await Promise.all([
    leadersOf(rows.map(({ id }) => id)),
    databaseNow(),
    db().agent.findMany({
      where: { id: { in: [...new Set(rows.map(({ agentId }) => agentId))] } },
      select: { id: true, name: true },
    }),
  ]);
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const oldest = Math.floor(now.getTime() / MINUTE_MS) - SPARK_MINUTES - 1;
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
      activity: row.activity.filter(([minute]) => minute > oldest),
      leader: leader
        ? {
            id: leader.id,
            statement: leader.statement.slice(0, MOST_STATED),
            confidence: leader.confidence,
            status: leader.status,
          }
        : null,
    };
  });
}
