import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { keyExpiryOf } from '@/lib/agents/rules';
import type { AgentRow, CreateKeyInput, RotateKeyInput } from '@/lib/agents/schema';
import { addKey, type NewKey } from '@/lib/agents/server/add-key';
import { holdAgent } from '@/lib/agents/server/show-agent';
import { AGENTS } from '@/lib/agents/server/topics';
import { Conflict, NotFound } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';

async function holdForKeys(tx: Tx, ctx: Ctx, agentId: string) {
  demand(ctx.actor, 'agent.manage', {}, 'This agent');
  const held = await holdAgent(tx, agentId);
  tx.nudge(AGENTS);
  return held;
}

function demandUsable({ status, name }: AgentRow): void {
  if (status !== 'revoked') return;
  throw new Conflict('revoked', `${name} was revoked, for good. No key was made.`);
}

function keyOf(row: AgentRow, keyId: string): AgentRow['keys'][number] {
  const key = row.keys.find(({ id }) => id === keyId);
  if (!key) throw new NotFound('This key');
  return key;
}

/**
 * A new key for an agent. The answer is the only place where the key ever stands; kept is its hash.
 * @throws Forbidden, NotFound; Conflict `revoked`; Invalid for an end that is past or too far off
 */
export async function createAgentKey(
  ctx: Ctx,
  { agentId, expiresAt }: CreateKeyInput & { agentId: string },
): Promise<NewKey> {
  return write(ctx, async (tx) => {
    const { row, now } = await holdForKeys(tx, ctx, agentId);
    demandUsable(row);
    return addKey(tx, agentId, { now, expiresAt: keyExpiryOf(expiresAt, row, now) });
  });
}

/**
 * A new key in the place of one, which goes on holding for the overlap, so that whatever uses it
 * can be changed over without a gap. A key is rotated once.
 * @throws Forbidden, NotFound; Conflict `revoked`, `key-ended`, `already-rotated`; Invalid
 */
export async function rotateAgentKey(
  ctx: Ctx,
  { agentId, keyId, ...input }: RotateKeyInput & { agentId: string; keyId: string },
): Promise<NewKey> {
  return write(ctx, async (tx) => {
    const { row, now } = await holdForKeys(tx, ctx, agentId);
    demandUsable(row);
    const old = keyOf(row, keyId);
    const oldEndsMs = old.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(old.expiresAt);
    if (old.revokedAt !== null || oldEndsMs <= now.getTime()) {
      throw new Conflict('key-ended', 'This key has ended already. Make a new one instead.');
    }
    if (old.replacedBy !== null) {
      throw new Conflict('already-rotated', 'This key has been rotated; another is in its place.');
    }
    const expiresAt = keyExpiryOf(input.expiresAt, row, now);
    const made = await addKey(tx, agentId, { now, expiresAt, replaces: keyId });
    const endsAt = new Date(Math.min(oldEndsMs, now.getTime() + input.overlapS * 1000));
    await tx.db.agentKey.updateMany({ where: { id: keyId }, data: { expiresAt: endsAt } });
    const payload = { key: keyId, replacedBy: made.id, expiresAt: endsAt.toISOString() };
    await tx.append(agentId, [{ kind: 'agent.key_rotated', payload }]);
    return made;
  });
}

/**
 * Ends a key at once; ending it twice is as good as once.
 * @throws Forbidden, NotFound
 */
export async function revokeAgentKey(
  ctx: Ctx,
  { agentId, keyId }: { agentId: string; keyId: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { row, now } = await holdForKeys(tx, ctx, agentId);
    if (keyOf(row, keyId).revokedAt !== null) return;
    await tx.db.agentKey.updateMany({
      where: { id: keyId, agentId, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.append(agentId, [{ kind: 'agent.key_revoked', payload: { key: keyId } }]);
  });
}
