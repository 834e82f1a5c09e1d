import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { hashSecret, newMachineKey } from '@/lib/access/server/secrets';
import { AGENTS } from '@/lib/agents/server/topics';
import { holdAgent } from '@/lib/agents/server/show-agent';
import { Conflict, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';

/**
 * A new key for an agent. The answer is the only place where the key ever stands; kept is its hash.
 * @throws Forbidden, NotFound; Conflict `revoked`
 */
export async function createAgentKey(
  ctx: Ctx,
  { agentId }: { agentId: string },
): Promise<{ id: string; key: string; createdAt: string }> {
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This agent');
    const { row, now } = await holdAgent(tx, agentId);
    if (row.status === 'revoked') {
      throw new Conflict('revoked', `${row.name} was revoked, for good. No key was made.`);
    }
    const id = newId('key');
    const key = newMachineKey();
    await tx.db.agentKey.create({
      data: { id, agentId, keyHash: hashSecret(key), createdAt: now },
    });
    await tx.append(agentId, [{ kind: 'agent.key_created', payload: { key: id } }]);
    tx.nudge(AGENTS);
    return { id, key, createdAt: now.toISOString() };
  });
}

/**
 * Ends a key; ending it twice is as good as once.
 * @throws Forbidden, NotFound
 */
export async function revokeAgentKey(
  ctx: Ctx,
  { agentId, keyId }: { agentId: string; keyId: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This agent');
    const { row, now } = await holdAgent(tx, agentId);
    const key = row.keys.find(({ id }) => id === keyId);
    if (!key) throw new NotFound('This key');
    if (key.revokedAt !== null) return;
    await tx.db.agentKey.updateMany({
      where: { id: keyId, agentId, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.append(agentId, [{ kind: 'agent.key_revoked', payload: { key: keyId } }]);
    tx.nudge(AGENTS);
  });
}
