import 'server-only';
import { db } from '@/lib/db/client';

/** The people who own an agent and its ancestors: none of them may approve what it proposes. */
export async function ownersOf(agentId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ ownerId: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT "ownerId", "parentId", 0 AS depth FROM "agent" WHERE "id" = ${agentId}
      UNION ALL
      SELECT a."ownerId", a."parentId", b.depth + 1
      FROM "agent" a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    ) SELECT DISTINCT "ownerId" FROM branch`;
  return rows.map(({ ownerId }) => ownerId);
}
