import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { type Scope, within } from '@/lib/access/scope';
import type { AgentRow } from '@/lib/agents/schema';
import type { DecideTrimInput, ProposeTrimInput } from '@/lib/agents/schema-use';
import type { AgentOut } from '@/lib/agents/schema-views';
import { changeScope } from '@/lib/agents/server/change-scope';
import { lockTree } from '@/lib/agents/server/lock-tree';
import { agentNow, holdAgent } from '@/lib/agents/server/show-agent';
import { AGENTS } from '@/lib/agents/server/topics';
import { Conflict, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** @throws Conflict `not-narrower` */
function demandNarrower(row: AgentRow, scope: Scope): void {
  if (row.status === 'revoked') {
    throw new Conflict('revoked', `${row.name} was revoked, for good. Nothing was changed.`);
  }
  if (within(scope, row.scope) && !within(row.scope, scope)) return;
  throw new Conflict(
    'not-narrower',
    `This is not narrower than what ${row.name} may do now. Nothing was changed.`,
  );
}

/**
 * Proposes to take away what an agent does not need; it goes on as it is until its owner or an
 * admin accepts. A later proposal takes the place of an open one.
 * @throws NotFound, Forbidden; Conflict `revoked`, `not-narrower`
 */
export async function proposeTrim(
  ctx: Ctx,
  { agentId, scope, ...posted }: ProposeTrimInput & { agentId: string },
): Promise<AgentOut> {
  const { value: reason } = maskSecrets(posted.reason);
  return write(ctx, async (tx) => {
    const { row, now } = await holdAgent(tx, agentId);
    demand(ctx.actor, 'agent.trim', { ownerId: row.ownerId }, 'This agent');
    demandNarrower(row, scope);
    const payload = { trim: newId('trm'), scope, reason };
    await tx.append(agentId, [{ kind: 'agent.trim_proposed', payload }]);
    tx.nudge(AGENTS);
    return agentNow(tx, agentId, now);
  });
}

/**
 * Accepts a proposed trim, which narrows the agent and all that descends from it at once, or
 * rejects it.
 * @throws NotFound, Forbidden; Conflict `already-decided`, `not-narrower`, `would-empty-sub-agent`
 */
export async function decideTrim(
  ctx: Ctx,
  { agentId, trimId, decision, ...posted }: DecideTrimInput & { agentId: string; trimId: string },
): Promise<AgentOut> {
  const { value: reason } = maskSecrets(posted.reason ?? null);
  return write(ctx, async (tx) => {
    await lockTree(tx, agentId);
    const { row, now } = await holdAgent(tx, agentId);
    demand(ctx.actor, 'agent.trim.decide', { ownerId: row.ownerId }, 'This agent');
    const { trim } = row;
    if (trim?.id !== trimId) {
      if (!trimId.startsWith('trm_')) throw new NotFound('This proposal');
      throw new Conflict(
        'already-decided',
        'This proposal was decided, or another took its place.',
      );
    }
    const payload = { trim: trimId, decision, reason };
    await tx.append(agentId, [{ kind: 'agent.trim_decided', payload }]);
    if (decision === 'accept') {
      demandNarrower(row, trim.scope);
      await changeScope(tx, row, { scope: trim.scope, reason: trim.reason, now });
    }
    tx.nudge(AGENTS);
    return agentNow(tx, agentId, now);
  });
}
