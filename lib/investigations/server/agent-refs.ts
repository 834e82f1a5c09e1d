import 'server-only';
import type { z } from 'zod';
import { controlLevel } from '@/lib/agents/schema';
import { db } from '@/lib/db/client';
import { laneLabels } from '@/lib/investigations/lane-labels';
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

const laneRow = laneAgent.omit({ label: true });

/** Agents in the order of their first events in a stream; asked only where two share a name. */
async function inOrder<Agent extends { id: string; name: string }>(stream: string, of: Agent[]) {
  if (new Set(of.map(({ name }) => name)).size === of.length) return of;
  const ids = of.map(({ id }) => id);
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT "actorId" AS "id" FROM "event"
    WHERE "stream" = ${stream} AND "actorType" = 'agent' AND "actorId" = ANY(${ids})
    GROUP BY "actorId" ORDER BY min("seq")`;
  const places = new Map(found.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: Agent): number => places.get(id) ?? places.size;
  return of.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Everyone who wrote to an investigation, its own agent first, then by when they were made. */
export async function laneAgents(investigationId: string, agentId: string): Promise<LaneAgent[]> {
  const found = await db().$queryRaw<unknown[]>`
    SELECT "id", "name", "parentId", "scope" FROM "agent"
    WHERE "id" = ${agentId} OR ("kind" = 'agent' AND "id" IN (
      SELECT "agentId" FROM "agent_use" WHERE "stream" = ${investigationId}))
    ORDER BY "id" <> ${agentId}, "id"`;
  const rows = found.map((row) => laneRow.parse(row));
  const others = rows.filter(({ id }) => id !== agentId);
  const labels = laneLabels(await inOrder(investigationId, others));
  return rows.map((row) => ({ ...row, label: labels.get(row.id) ?? row.name }));
}
