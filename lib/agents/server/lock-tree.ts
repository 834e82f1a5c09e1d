import 'server-only';
import { NotFound } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

/** The agent that nobody delegated and from which this one descends; it never changes. */
async function rootOf(tx: Tx, agentId: string): Promise<string> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT "id", "parentId", 0 AS depth FROM "agent" WHERE "id" = ${agentId}
      UNION ALL
      SELECT a."id", a."parentId", b.depth + 1
      FROM "agent" a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    ) SELECT "id" FROM branch WHERE "parentId" IS NULL`;
  const [root] = rows;
  if (!root) throw new NotFound('This agent');
  return root.id;
}

/**
 * Holds a whole tree of agents for what concerns more than one of them (its size, a scope that
 * others must stay within) until the transaction ends. Take it before any agent of the tree, and
 * those from the root downwards: it is the first lock among agents.
 * @returns the id of the tree's root
 * @throws NotFound
 */
export async function lockTree(tx: Tx, agentId: string): Promise<string> {
  const root = await rootOf(tx, agentId);
  await tx.lock(root);
  return root;
}

/** Live agents right under one agent, and all that live below the root of its tree. */
export async function countLive(
  tx: Tx,
  agentId: string,
  rootId: string,
): Promise<{ children: number; inTree: number }> {
  const [counts] = await tx.db.$queryRaw<{ children: number; inTree: number }[]>`
    WITH RECURSIVE live AS (
      SELECT "id", "parentId", 0 AS depth FROM "agent" WHERE "id" = ${rootId}
      UNION ALL
      SELECT a."id", a."parentId", l.depth + 1 FROM "agent" a JOIN live l ON a."parentId" = l."id"
      WHERE l.depth < 32 AND a."status" <> 'revoked' AND a."expiresAt" > clock_timestamp()
    ) SELECT count(*) FILTER (WHERE "parentId" = ${agentId})::int AS "children",
             (count(*) - 1)::int AS "inTree" FROM live`;
  return counts ?? { children: 0, inTree: 0 };
}
