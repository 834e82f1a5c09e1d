import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { Activity } from '@/lib/investigations/activity';
import { readInvestigation } from '@/lib/investigations/server/load';

/** A strip is no wider than this many pixels' worth of bars. */
const BUCKETS = 400;

/**
 * When an investigation did something, and whose doing it was, in as many stretches of time as a strip
 * can show. Of a recording, by its own instants, and of its agents alone.
 */
export async function readActivity(ctx: Ctx, { id }: { id: string }): Promise<Activity> {
  const row = await readInvestigation(ctx.actor, 'investigation.read', id);
  const isImported = row.clock === 'imported';
  const by = isImported ? '"at"' : '"recordedAt"';
  const items = await db().$queryRawUnsafe<
    { actor: string; type: string; count: number; from: Date; to: Date }[]
  >(
    `WITH told AS MATERIALIZED (
       SELECT ${by} AS t, "actorType", "actorId" FROM "event"
       WHERE "stream" = $1
         AND ($2 = false OR ("actorType" = 'agent' AND "kind" <> 'investigation.created'))
     ), span AS (SELECT extract(epoch FROM min(t)) AS low, extract(epoch FROM max(t)) AS high FROM told)
     SELECT CASE WHEN "actorType" = 'agent' THEN "actorId" ELSE "actorType" END AS "actor",
            min("actorType") AS "type", count(*)::int AS "count", min(t) AS "from", max(t) AS "to"
     FROM told, span
     GROUP BY 1, width_bucket(extract(epoch FROM t), low, high + 0.001, ${BUCKETS})
     ORDER BY min(t), 1`,
    id,
    isImported,
  );
  return {
    lastSeq: row.lastSeq,
    items: items.map(({ actor, type, count, from, to }) => ({
      lane: type === 'agent' ? actor : type === 'person' ? 'people' : 'server',
      count,
      fromAt: from.toISOString(),
      toAt: to.toISOString(),
    })),
  };
}
