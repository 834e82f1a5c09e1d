import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';

/** The agent and everything that descends from it, parents before their children. */
export async function branchBelow(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  id: string,
): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT "id", 0 AS depth FROM "agent" WHERE "id" = ${id}
      UNION ALL
      SELECT a."id", b.depth + 1 FROM "agent" a JOIN branch b ON a."parentId" = b."id"
      WHERE b.depth < 32
    ) SELECT "id" FROM branch ORDER BY depth, "id"`;
  return rows.map((row) => row.id);
}
