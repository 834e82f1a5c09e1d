import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { agentProjection } from '@/lib/agents/fold';
import { EXPIRES_SOON_MS, isLive } from '@/lib/agents/rules';
import type { AgentTree } from '@/lib/agents/schema-views';
import { showAgents } from '@/lib/agents/server/show-agent';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';
import { databaseNow } from '@/lib/log/clock';
import { parseRows } from '@/lib/log/rows';

interface Root {
  id: string;
  isFlagged: boolean;
}

interface Query {
  q: string;
  /** Whether those that have ended are shown too. */
  ended: boolean;
  limit: number;
  cursor?: [isFlagged: boolean, id: string] | undefined;
}

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** The roots of trees, those that want a person's eye first, then newest first. */
async function findRoots({ q, ended, limit, cursor }: Query): Promise<Root[]> {
  const [flagged, after] = cursor ?? [true, '~'];
  return db().$queryRaw<Root[]>`
    WITH RECURSIVE tree AS (
      SELECT "id", "id" AS "root", 0 AS depth,
        "status" <> 'revoked' AND "expiresAt" > clock_timestamp() AS "isLive"
      FROM "agent" WHERE "parentId" IS NULL
      UNION ALL
      SELECT a."id", t."root", t.depth + 1,
        t."isLive" AND a."status" <> 'revoked' AND a."expiresAt" > clock_timestamp()
      FROM "agent" a JOIN tree t ON a."parentId" = t."id" WHERE t.depth < 32
    ), facts AS (
      SELECT t."root" AS "id", bool_or(t."isLive") AS "isLive",
        bool_or(t."isLive" AND (
          a."status" = 'suspended' OR a."trim" IS NOT NULL OR p."status" IS DISTINCT FROM 'active'
          OR (a."parentId" IS NULL AND a."expiresAt" <
              clock_timestamp() + ${EXPIRES_SOON_MS}::int * interval '1 millisecond')
        )) AS "isFlagged",
        bool_or(a."name" ILIKE ${like(q)} OR a."purpose" ILIKE ${like(q)}
          OR p."name" ILIKE ${like(q)} OR a."id" = ${q}) AS "isMeant"
      FROM tree t JOIN "agent" a ON a."id" = t."id" LEFT JOIN "person" p ON p."id" = a."ownerId"
      GROUP BY t."root"
    )
    SELECT "id", "isFlagged" FROM facts
    WHERE "isMeant" AND (${ended} OR "isLive") AND ("isFlagged", "id") < (${flagged}, ${after})
    ORDER BY "isFlagged" DESC, "id" DESC LIMIT ${limit + 1}`;
}

async function branchesOf(ids: string[]): Promise<object[]> {
  return db().$queryRaw<object[]>`
    WITH RECURSIVE tree AS (
      SELECT "id", 0 AS depth FROM "agent" WHERE "id" = ANY(${ids})
      UNION ALL
      SELECT a."id", t.depth + 1 FROM "agent" a JOIN tree t ON a."parentId" = t."id"
      WHERE t.depth < 32
    ) SELECT a.* FROM tree t JOIN "agent" a ON a."id" = t."id" ORDER BY t.depth, a."id"`;
}

/** Every agent under the one that it descends from, for those who may see them all. */
export async function listTrees(
  ctx: Ctx,
  query: Query,
): Promise<{ items: AgentTree[]; nextCursor: string | null }> {
  demand(ctx.actor, 'agent.registry', {}, 'This');
  const found = await findRoots(query);
  const page = pageOf(found, query.limit, ({ isFlagged, id }) => [isFlagged, id]);
  const now = await databaseNow();
  const rows = parseRows(agentProjection, await branchesOf(page.items.map(({ id }) => id)));
  const shown = await showAgents(db(), rows, now);
  const roots = new Map<string, string>();
  for (const { id, parentId } of shown) roots.set(id, roots.get(parentId ?? '') ?? id);
  const items = page.items.map(({ id, isFlagged }) => {
    const all = shown.filter((agent) => roots.get(agent.id) === id);
    const agents = all.filter((agent) => query.ended || agent.id === id || isLive(agent));
    return { id, isFlagged, agents, ended: all.length - agents.length };
  });
  return { ...page, items };
}
