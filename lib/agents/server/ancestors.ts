import 'server-only';
import type { AgentOut } from '@/lib/agents/schema-views';
import type { Prisma } from '@/lib/db/generated/client';

interface Ancestor {
  id: string;
  name: string;
  parentId: string | null;
  status: AgentOut['status'];
  isExpired: boolean;
}

export type Ancestors = Map<string, Ancestor>;

/** All that these agents descend from, by id. */
export async function ancestorsOf(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  parentIds: string[],
): Promise<Ancestors> {
  if (parentIds.length === 0) return new Map();
  const rows = await client.$queryRaw<Ancestor[]>`
    WITH RECURSIVE above AS (
      SELECT "id", 0 AS depth FROM "agent" WHERE "id" = ANY(${parentIds})
      UNION
      SELECT a."parentId", b.depth + 1 FROM "agent" a JOIN above b ON a."id" = b."id"
      WHERE a."parentId" IS NOT NULL AND b.depth < 32
    )
    SELECT "id", "name", "parentId", "status", "expiresAt" <= clock_timestamp() AS "isExpired"
    FROM "agent" WHERE "id" IN (SELECT "id" FROM above)`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The nearest of an agent's ancestors that may not act; null where all may. */
export function heldBy(ancestors: Ancestors, parentId: string | null): AgentOut['heldBy'] {
  for (let at = ancestors.get(parentId ?? ''); at; at = ancestors.get(at.parentId ?? '')) {
    if (at.status !== 'active') return { name: at.name, state: at.status };
    if (at.isExpired) return { name: at.name, state: 'expired' };
  }
  return null;
}
