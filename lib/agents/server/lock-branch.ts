import 'server-only';
import { keepStanding } from '@/lib/agents/server/standing-lock';
import type { Tx } from '@/lib/log/write';

interface Standing {
  id: string;
  name: string;
  ownerId: string;
  status: string;
  isExpired: boolean;
}

export interface Branch {
  /** The agent's name. */
  name: string;
  /** Owners of the agent and of all its ancestors. */
  ownerIds: string[];
  /** Why the agent may not act now, it or an ancestor being ended; undefined while it may. */
  fault: string | undefined;
}

/**
 * Holds an agent and its ancestors as they are until the transaction ends. Take it before any
 * investigation: a revocation holds the agent first and its investigations after.
 */
export async function lockBranch(tx: Tx, agentId: string): Promise<Branch> {
  const branch = await tx.db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT "id", "parentId", 0 AS depth FROM "agent" WHERE "id" = ${agentId}
      UNION ALL
      SELECT a."id", a."parentId", b.depth + 1
      FROM "agent" a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    ) SELECT "id" FROM branch ORDER BY depth DESC`;
  const ids = branch.map(({ id }) => id);
  await keepStanding(tx, ids);
  const standings = await tx.db.$queryRaw<Standing[]>`
    SELECT "id", "name", "ownerId", "status", "expiresAt" <= clock_timestamp() AS "isExpired"
    FROM "agent" WHERE "id" = ANY(${ids}) ORDER BY array_position(${ids}::text[], "id")`;
  const ended = standings.find(({ status, isExpired }) => status !== 'active' || isExpired);
  const self = standings.find(({ id }) => id === agentId);
  return {
    name: self?.name ?? agentId,
    ownerIds: standings.map(({ ownerId }) => ownerId),
    fault: !self
      ? 'The agent that proposed this is not known any more.'
      : ended &&
        `The agent ${ended.name} ${ended.isExpired ? 'has expired' : `is ${ended.status}`}.`,
  };
}
