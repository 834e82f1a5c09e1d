import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { SCOPE_AXES } from '@/lib/access/scope';
import { axisUse, trimmedScope } from '@/lib/agents/rules-use';
import type { AgentUseRow, UseOut } from '@/lib/agents/schema-use';
import { branchBelow } from '@/lib/agents/server/branch-below';
import { getAgent } from '@/lib/agents/server/list-agents';
import { db } from '@/lib/db/client';
import { databaseNow } from '@/lib/log/clock';

const DAY_MS = 86_400_000;
/** Names shown an axis; what lies beyond is only counted, as in the rows. */
const MOST_NAMES = 200;

interface NamedUse {
  axis: AgentUseRow['refused'][number]['axis'];
  name: string;
  count: number;
  lastDay: string;
}

/** Each axis and name in the days, the most used first. */
const namesIn = (column: 'uses' | 'refused', ids: string[], from: string) =>
  db().$queryRawUnsafe<NamedUse[]>(
    `SELECT each->>'axis' AS "axis", each->>'name' AS "name",
            sum((each->>'count')::int)::int AS "count", max("day") AS "lastDay"
     FROM "agent_use", jsonb_array_elements("${column}") each
     WHERE "agentId" = ANY($1) AND "day" >= $2
     GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT ${MOST_NAMES * SCOPE_AXES.length}`,
    ids,
    from,
  );

const moreIn = (ids: string[], from: string) =>
  db().$queryRaw<{ axis: string; count: number }[]>`
    SELECT each->>'axis' AS "axis", sum((each->>'count')::int)::int AS "count"
    FROM "agent_use", jsonb_array_elements("moreUses") each
    WHERE "agentId" = ANY(${ids}) AND "day" >= ${from} GROUP BY 1`;

const dailyIn = (ids: string[], from: string) =>
  db().$queryRaw<UseOut['daily']>`
    SELECT "day", sum("events")::int AS "events",
      sum("moreRefused" + (
        SELECT coalesce(sum((each->>'count')::int), 0) FROM jsonb_array_elements("refused") each
      ))::int AS "refused"
    FROM "agent_use" WHERE "agentId" = ANY(${ids}) AND "day" >= ${from}
    GROUP BY "day" ORDER BY "day"`;

/**
 * What an agent used of its scope in the last days, with all that descends from it, and what it
 * tried beyond it.
 * @throws NotFound
 */
export async function readUse(
  ctx: Ctx,
  { agentId, days }: { agentId: string; days: number },
): Promise<UseOut> {
  const agent = await getAgent(ctx, { agentId });
  const [ids, now] = [await branchBelow(db(), agentId), await databaseNow()];
  const firstMs = Math.max(now.getTime() - (days - 1) * DAY_MS, Date.parse(agent.createdAt));
  const from = new Date(firstMs).toISOString().slice(0, 10);
  const [uses, refused, more, daily] = await Promise.all([
    namesIn('uses', ids, from),
    namesIn('refused', ids, from),
    moreIn(ids, from),
    dailyIn(ids, from),
  ]);
  const axes = SCOPE_AXES.map((axis) => {
    const names = uses.filter((use) => use.axis === axis);
    const shown = names.slice(0, MOST_NAMES);
    const hidden = names.slice(MOST_NAMES).reduce((sum, { count }) => sum + count, 0);
    const beyond = more.find((each) => each.axis === axis)?.count ?? 0;
    const used = shown.map(({ name, count, lastDay }) => ({ name, count, lastDay }));
    return axisUse(agent.scope, axis, used, hidden + beyond);
  });
  const trimmed = trimmedScope(agent.scope, axes);
  return { days, from, axes, daily, refused, trimmed };
}
