import 'server-only';
import { type Actor, type Ctx, isAgent } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { agentProjection } from '@/lib/agents/fold';
import type { AgentOut } from '@/lib/agents/schema-views';
import { showAgents } from '@/lib/agents/server/show-agent';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import { pageOf } from '@/lib/http/page';
import { databaseNow } from '@/lib/log/clock';
import { parseRows } from '@/lib/log/rows';

/** Agents see themselves, what they descend from and what they delegated to; people see all. */
const visibleTo = (actor: Actor): Prisma.AgentWhereInput =>
  isAgent(actor)
    ? { OR: [{ id: { in: [actor.id, ...actor.lineage] } }, { parentId: actor.id }] }
    : {};

/** Agents and executors, newest first. @throws Forbidden */
export async function listAgents(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: AgentOut[]; nextCursor: string | null }> {
  demand(ctx.actor, 'agent.read', {}, 'This');
  // Ids begin with the time they were made at.
  const found = await db().agent.findMany({
    where: { AND: [visibleTo(ctx.actor), cursor ? { id: { lt: cursor } } : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = pageOf(parseRows(agentProjection, found), limit, ({ id }) => id);
  return { ...page, items: await showAgents(db(), page.items, await databaseNow()) };
}

/** One agent. @throws NotFound */
export async function getAgent(ctx: Ctx, { agentId }: { agentId: string }): Promise<AgentOut> {
  const found = await db().agent.findMany({
    where: { AND: [{ id: agentId }, visibleTo(ctx.actor)] },
  });
  const rows = can(ctx.actor, 'agent.read').allowed ? parseRows(agentProjection, found) : [];
  const [shown] = await showAgents(db(), rows, await databaseNow());
  if (!shown) throw new NotFound('This agent');
  return shown;
}
