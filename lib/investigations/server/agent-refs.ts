import 'server-only';
import type { z } from 'zod';
import { db } from '@/lib/db/client';
import type { agentRef } from '@/lib/investigations/views';

/** Agents' names by id. Each of ours reports and obeys through the API: control is cooperative. */
export async function agentRefs(ids: string[]): Promise<Map<string, z.infer<typeof agentRef>>> {
  const found = await db().agent.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(
    found.map(({ id, name }) => [id, { id, name, controlLevel: 'cooperative' as const }]),
  );
}
