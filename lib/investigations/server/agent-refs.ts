import 'server-only';
import type { z } from 'zod';
import { controlLevel } from '@/lib/agents/schema';
import { db } from '@/lib/db/client';
import { type agentRef, type LaneAgent, laneAgent } from '@/lib/investigations/views';

/** Agents' names by id, and how far each can be held. */
export async function agentRefs(ids: string[]): Promise<Map<string, z.infer<typeof agentRef>>> {
  const found = await db().agent.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, controlLevel: true },
  });
  return new Map(
    found.map(({ id, name, controlLevel: level }) => [
      id,
      { id, name, controlLevel: controlLevel.parse(level) },
    ]),
  );
}

/** Everyone who wrote to an investigation, its own agent first, then by when they were made. */
export async function laneAgents(investigationId: string, agentId: string): Promise<LaneAgent[]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT "id", "name", "parentId", "scope" FROM "agent"
    WHERE "id" = ${agentId} OR ("kind" = 'agent' AND "id" IN (
      SELECT "agentId" FROM "agent_use" WHERE "stream" = ${investigationId}))
    ORDER BY "id" <> ${agentId}, "id"`;
  return rows.map((row) => laneAgent.parse(row));
}
