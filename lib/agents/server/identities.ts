import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { identityProjection } from '@/lib/agents/fold-identity';
import type { AddIdentityInput, IdentityRow } from '@/lib/agents/schema-identity';
import { holdAgent } from '@/lib/agents/server/show-agent';
import { AGENTS } from '@/lib/agents/server/topics';
import { env } from '@/lib/env';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { seize } from '@/lib/log/advisory';
import { type Tx, write } from '@/lib/log/write';

function demandConfigured({ issuer, audience }: AddIdentityInput): void {
  const configured = env().WORKLOAD_ISSUERS.find((each) => each.issuer === issuer);
  if (configured?.audiences.includes(audience)) return;
  const [path, message] = configured
    ? ['audience', 'is none that this issuer’s tokens may be meant for here']
    : ['issuer', 'is not configured on this installation'];
  throw new Invalid([{ path, message }], 'unknown-reference');
}

/**
 * One subject stands for one agent. The advisory lock, taken after the agent's, keeps two agents
 * from being given the same at once.
 */
async function demandFree(tx: Tx, { issuer, subject, audience }: AddIdentityInput): Promise<void> {
  const name = JSON.stringify(['workload', issuer, subject, audience]);
  await seize(tx, name);
  const taken = await tx.db.workloadIdentity.count({
    where: { issuer, subject, audience, removedAt: null },
  });
  if (taken === 0) return;
  throw new Conflict('identity-taken', 'This subject stands for an agent already.');
}

/**
 * Lets a workload stand for an agent, by what its issuer says of it.
 * @throws Forbidden, NotFound; Conflict `revoked`, `identity-taken`; Invalid `unknown-reference`
 */
export async function addIdentity(
  ctx: Ctx,
  { agentId, ...input }: AddIdentityInput & { agentId: string },
): Promise<IdentityRow> {
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This agent');
    const { row } = await holdAgent(tx, agentId);
    if (row.status === 'revoked') {
      throw new Conflict('revoked', `${row.name} was revoked, for good. Nothing was changed.`);
    }
    demandConfigured(input);
    await demandFree(tx, input);
    const identity = newId('wid');
    await tx.append(agentId, [{ kind: 'agent.identity_added', payload: { identity, ...input } }]);
    tx.nudge(AGENTS);
    const made = await tx.row(identityProjection, identity);
    if (!made) throw new Error(`Identity ${identity} was added and cannot be read.`);
    return made;
  });
}

/** Ends an identity; ending it twice is as good as once. @throws Forbidden, NotFound */
export async function removeIdentity(
  ctx: Ctx,
  { agentId, identityId }: { agentId: string; identityId: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    demand(ctx.actor, 'agent.manage', {}, 'This agent');
    await holdAgent(tx, agentId);
    const row = await tx.row(identityProjection, identityId);
    if (row?.agentId !== agentId) throw new NotFound('This identity');
    if (row.removedAt !== null) return;
    const payload = { identity: identityId };
    await tx.append(agentId, [{ kind: 'agent.identity_removed', payload }]);
    tx.nudge(AGENTS);
  });
}
