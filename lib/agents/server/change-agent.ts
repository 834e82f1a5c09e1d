import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { AgentRow, ChangeAgentInput } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { demandActiveOwner } from '@/lib/agents/server/active-owner';
import { branchBelow } from '@/lib/agents/server/branch-below';
import { changeScope } from '@/lib/agents/server/change-scope';
import { lockTree } from '@/lib/agents/server/lock-tree';
import { agentNow, holdAgent } from '@/lib/agents/server/show-agent';
import { AGENTS } from '@/lib/agents/server/topics';
import { Conflict } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';

/** A tree has one owner: whoever answers for an agent answers for all that it delegated to. */
async function changeOwner(tx: Tx, row: AgentRow, ownerId: string): Promise<void> {
  if (row.parentId !== null) {
    throw new Conflict(
      'sub-agent',
      `${row.name} belongs to the owner of the agent that made it. Nothing was changed.`,
    );
  }
  await demandActiveOwner(tx, ownerId);
  for (const id of await branchBelow(tx.db, row.id)) {
    await tx.append(id, [{ kind: 'agent.owner_changed', payload: { ownerId } }]);
  }
}

/**
 * Changes what is said of an agent, who owns it or what it may do. Only this widens a scope.
 * @throws NotFound, Forbidden, `scope-exceeds-parent`; Conflict `revoked`, `sub-agent`,
 * `would-empty-sub-agent`; Invalid `unknown-reference`
 */
export async function changeAgent(
  ctx: Ctx,
  { agentId, ownerId, scope, ...facts }: ChangeAgentInput & { agentId: string },
): Promise<AgentOut> {
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This agent');
    await lockTree(tx, agentId);
    const { row, now } = await holdAgent(tx, agentId);
    if (row.status === 'revoked') {
      throw new Conflict('revoked', `${row.name} was revoked, for good. Nothing was changed.`);
    }
    if (ownerId !== undefined) await changeOwner(tx, row, ownerId);
    if (scope) await changeScope(tx, row, { scope, reason: `Set by ${ctx.actor.name}.`, now });
    if (Object.keys(facts).length > 0) {
      await tx.append(agentId, [{ kind: 'agent.changed', payload: facts }]);
    }
    tx.nudge(AGENTS);
    return agentNow(tx, agentId, now);
  });
}
