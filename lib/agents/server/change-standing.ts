import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { OPEN_STATES, voidActions } from '@/lib/actions/server/void-actions';
import { type StandingChange, standingEvent } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';
import { demandResumable } from '@/lib/agents/server/ownerless';
import { branchBelow } from '@/lib/agents/server/branch-below';
import { AGENTS } from '@/lib/agents/server/topics';
import { agentNow, holdAgent } from '@/lib/agents/server/show-agent';
import { seizeStanding } from '@/lib/agents/server/standing-lock';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** Voids what the branch proposed, or was to execute. The agent's standing is seized already. */
async function voidBranch(tx: Tx, id: string, name: string): Promise<void> {
  const ids = await branchBelow(tx.db, id);
  const theirs = { OR: [{ proposerId: { in: ids } }, { executorId: { in: ids } }] };
  const found = await tx.db.action.findMany({
    where: { ...theirs, state: { in: OPEN_STATES } },
    distinct: ['investigationId'],
    select: { investigationId: true },
  });
  // By bytes, as every other taker of many: a database's collation may have an order of its own.
  for (const investigationId of found.map((each) => each.investigationId).toSorted()) {
    await voidActions(tx, investigationId, `The agent ${name} was revoked.`, theirs);
  }
}

/**
 * Suspends, resumes or revokes an agent, and with it all its branch. What one of them has not
 * committed when this commits is refused; revoking also voids what waits for approval or redemption.
 * @throws NotFound, Forbidden; Conflict `revoked`, `already-active`, `already-suspended`, `ownerless`
 */
export async function changeStanding(
  ctx: Ctx,
  { agentId, change, ...posted }: { agentId: string; change: StandingChange; reason: string },
): Promise<AgentOut> {
  const { value: reason } = maskSecrets(posted.reason);
  return write(ctx, async (tx) => {
    const { row, now } = await holdAgent(tx, agentId);
    demand(ctx.actor, 'agent.suspend', { ownerId: row.ownerId }, 'This agent');
    const kind = standingEvent(row, change);
    // None of the branch's writes is under way from here on.
    await seizeStanding(tx, agentId);
    if (change === 'resume') await demandResumable(tx, row);
    await tx.append(agentId, [{ kind, payload: { reason } }]);
    if (change === 'revoke') await voidBranch(tx, agentId, row.name);
    tx.nudge(AGENTS);
    return agentNow(tx, agentId, now);
  });
}
