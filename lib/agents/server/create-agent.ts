import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { expiryOf } from '@/lib/agents/rules';
import type { CreateAgentInput } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { demandActiveOwner } from '@/lib/agents/server/active-owner';
import { AGENTS } from '@/lib/agents/server/topics';
import { agentNow } from '@/lib/agents/server/show-agent';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';

/**
 * A new machine identity, without a key yet.
 * @throws Forbidden; Invalid, `unknown-reference` for an owner who is nobody active here
 */
export async function createAgent(
  ctx: Ctx,
  { runtime, controlLevel = 'cooperative', ...input }: CreateAgentInput,
): Promise<AgentOut> {
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This');
    await demandActiveOwner(tx, input.ownerId);
    const id = newId('agt');
    const { now } = await tx.lock(id, {});
    const expiresAt = expiryOf(input.expiresAt, now);
    const facts = { runtime: runtime ?? null, controlLevel, parentId: null, expiresAt };
    const payload = { ...input, ...facts };
    await tx.append(id, [{ kind: 'agent.created', payload }]);
    tx.nudge(AGENTS);
    return agentNow(tx, id, now);
  });
}
