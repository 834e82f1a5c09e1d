import 'server-only';
import type { z } from 'zod';
import { controlLevel } from '@/lib/agents/schema';
import { db } from '@/lib/db/client';
import type { agentRef } from '@/lib/investigations/views';

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
