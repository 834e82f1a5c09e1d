import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { expiryOf } from '@/lib/agents/rules';
import type { AgentOut, CreateAgentInput } from '@/lib/agents/schema';
import { AGENTS } from '@/lib/agents/server/topics';
import { agentNow } from '@/lib/agents/server/show-agent';
import { Invalid } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';

/**
 * A new machine identity, without a key yet.
 * @throws Forbidden; Invalid, `unknown-reference` for an owner who is nobody active here
 */
export async function createAgent(ctx: Ctx, input: CreateAgentInput): Promise<AgentOut> {
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This');
    const owner = await tx.db.person.findUnique({ where: { id: input.ownerId } });
    if (owner?.status !== 'active') {
      const message = 'must be an active person';
      throw new Invalid([{ path: 'ownerId', message }], 'unknown-reference');
    }
    const id = newId('agt');
    const { now } = await tx.lock(id, {});
    const { name, kind, ownerId, purpose, scope } = input;
    const expiresAt = expiryOf(input.expiresAt, now);
    const payload = { name, kind, ownerId, purpose, scope, parentId: null, expiresAt };
    await tx.append(id, [{ kind: 'agent.created', payload }]);
    tx.nudge(AGENTS);
    return agentNow(tx, id, now);
  });
}
