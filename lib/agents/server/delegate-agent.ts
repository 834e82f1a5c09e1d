import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { covers, type Excess } from '@/lib/access/scope';
import { agentProjection } from '@/lib/agents/fold';
import {
  delegationExcess,
  expiryWithin,
  keyExpiryOf,
  lowered,
  MOST_CHILDREN,
  MOST_IN_TREE,
} from '@/lib/agents/rules';
import type { AgentRow, DelegateInput } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { addKey } from '@/lib/agents/server/add-key';
import { demandKnownNames } from '@/lib/agents/server/known-names';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { countLive, lockTree } from '@/lib/agents/server/lock-tree';
import { DelegationRefused, recordRefusal } from '@/lib/agents/server/refused-delegation';
import { agentNow } from '@/lib/agents/server/show-agent';
import { AGENTS } from '@/lib/agents/server/topics';
import { Conflict, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

function demandDelegable(parent: AgentRow, input: DelegateInput): void {
  if (!covers(parent.scope, { verb: 'delegate' })) {
    const exceeds: Excess[] = [{ axis: 'verbs', names: ['delegate'] }];
    throw new DelegationRefused('out-of-scope', parent.name, input, exceeds);
  }
  const exceeds = delegationExcess(input.scope, parent.scope);
  if (exceeds.length > 0) {
    throw new DelegationRefused('scope-exceeds-parent', parent.name, input, exceeds);
  }
}

async function demandRoom(tx: Tx, parent: AgentRow, rootId: string): Promise<void> {
  const { children, inTree } = await countLive(tx, parent.id, rootId);
  const bound = children >= MOST_CHILDREN ? MOST_CHILDREN : MOST_IN_TREE;
  if (children < MOST_CHILDREN && inTree < MOST_IN_TREE) return;
  const where = bound === MOST_CHILDREN ? `under ${parent.name}` : `in the tree of ${parent.name}`;
  throw new Conflict(
    'too-many-sub-agents',
    `${bound} sub-agents live ${where}, which is as many as may. Let some expire, or have some revoked. Nobody was made.`,
    { bound },
  );
}

async function delegateIn(
  tx: Tx,
  ctx: Ctx,
  agentId: string,
  input: DelegateInput,
): Promise<{ agent: AgentOut; key: string }> {
  const rootId = await lockTree(tx, agentId);
  await demandLiveAgent(tx, ctx.actor);
  const parent = await tx.row(agentProjection, agentId);
  if (!parent) throw new NotFound('This agent');
  demandDelegable(parent, input);
  await demandRoom(tx, parent, rootId);
  await demandKnownNames(tx, input.scope, parent.scope);
  const id = newId('agt');
  const { now } = await tx.lock(id, {});
  const { ownerId, controlLevel, runtime } = parent;
  const payload = {
    name: input.name,
    kind: 'agent',
    ownerId,
    purpose: input.purpose,
    runtime,
    controlLevel,
    scope: lowered(input.scope, parent.scope),
    parentId: parent.id,
    expiresAt: expiryWithin(input.expiresAt, parent, now),
  };
  await tx.append(id, [{ kind: 'agent.created', payload }]);
  const made = await tx.row(agentProjection, id);
  if (!made) throw new Error(`Agent ${id} was made and cannot be read.`);
  const { key } = await addKey(tx, id, { now, expiresAt: keyExpiryOf(undefined, made, now) });
  tx.nudge(AGENTS);
  return { agent: await agentNow(tx, id, now), key };
}

/**
 * An agent makes another, within its own scope and for no longer than itself. Asking for more is
 * refused, and stands on record where people see it; only depth and end are lowered to fit.
 * @throws NotFound, Forbidden, OutOfScope; Forbidden `scope-exceeds-parent`; Conflict
 * `too-many-sub-agents`, `scope-changed`; Invalid, `unknown-reference` for names nobody knows
 */
export async function delegateAgent(
  ctx: Ctx,
  { agentId, ...posted }: DelegateInput & { agentId: string },
): Promise<{ agent: AgentOut; key: string }> {
  demand(ctx.actor, 'agent.delegate', { ownerAgentId: agentId }, 'This agent');
  const { value: input } = maskSecrets<DelegateInput>(posted);
  try {
    return await write(ctx, (tx) => delegateIn(tx, ctx, agentId, input));
  } catch (error) {
    if (error instanceof DelegationRefused) await recordRefusal(ctx, agentId, error);
    throw error;
  }
}
