import 'server-only';
import { keepStanding } from '@/lib/agents/server/standing-lock';
import { readStandings, type Standing } from '@/lib/agents/server/standings';
import type { Tx } from '@/lib/log/write';

export interface Branch {
  /** The agent's name. */
  name: string;
  /** Owners of the agent and of all its ancestors. */
  ownerIds: string[];
  /** Why the agent may not act now, it or an ancestor being ended; undefined while it may. */
  fault: string | undefined;
}

/** What an agent's branch is, from how it and its ancestors stand; the root comes first. */
export function branchOf(
  agentId: string,
  ids: readonly string[],
  standings: readonly Standing[],
): Branch {
  const own = ids.flatMap((id) => standings.find((each) => each.id === id) ?? []);
  const ended = own.find(({ status, isExpired }) => status !== 'active' || isExpired);
  const self = own.find(({ id }) => id === agentId);
  return {
    name: self?.name ?? agentId,
    ownerIds: own.map(({ ownerId }) => ownerId),
    fault: !self
      ? 'The agent that proposed this is not known any more.'
      : ended &&
        `The agent ${ended.name} ${ended.isExpired ? 'has expired' : `is ${ended.status}`}.`,
  };
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
  return branchOf(agentId, ids, await readStandings(tx, ids));
}
