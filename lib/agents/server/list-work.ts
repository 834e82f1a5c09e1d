import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { workItem, type WorkItem } from '@/lib/agents/schema-views';
import { getAgent } from '@/lib/agents/server/list-agents';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';

/**
 * The investigations that an agent led, or wrote to as somebody's sub-agent, newest first: those
 * that whoever asks may know of.
 * @throws NotFound
 */
export async function listWork(
  ctx: Ctx,
  { agentId, limit, cursor }: { agentId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: WorkItem[]; nextCursor: string | null }> {
  await getAgent(ctx, { agentId });
  const rows = await db().$queryRaw<{ startedAt: Date }[]>`
    SELECT i."id", i."incidentId", c."title", i."service", i."environment", i."status", i."stage",
      i."clock", i."startedAt", i."agentId" = ${agentId} AS "isLed"
    FROM "investigation" i JOIN "incident" c ON c."id" = i."incidentId"
    WHERE (i."agentId" = ${agentId} OR i."id" IN (
        SELECT "stream" FROM "agent_use" WHERE "agentId" = ${agentId}))
      AND ${sqlPlacesSeen(ctx.actor, 'i')} AND i."id" < ${cursor ?? '~'}
    ORDER BY i."id" DESC LIMIT ${limit + 1}`;
  const items = rows.map((row) =>
    workItem.parse({ ...row, startedAt: row.startedAt.toISOString() }),
  );
  return pageOf(items, limit, ({ id }) => id);
}
