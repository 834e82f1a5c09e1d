import type { StoredEvent } from '@/lib/log/schema';
import { countingNow, isApprover, isBarred, isFrozen, type World } from './world';
import type { What } from './moves';

/** One answer, and all that is needed to ask whether it was a true one. */
export interface Told {
  what: What;
  actorId: string;
  sentUs: number;
  answeredUs: number;
  status: number;
  slug: string;
  /** Of a success: which event must stand for it. */
  mark?: string;
  actionId?: string;
  version?: number;
  digest?: string;
  grantId?: string;
}

const MARKED: Record<string, (event: StoredEvent) => string> = {
  'action.proposed': ({ payload }) => `${payload.action} ${payload.version} ${payload.digest}`,
  'action.amended': ({ payload }) => `${payload.action} ${payload.version} ${payload.digest}`,
  'action.decided': ({ payload, actor }) =>
    `${payload.action} ${payload.version} ${payload.decision} ${actor.id}`,
  'action.withdrawn': ({ payload }) => String(payload.action),
  'grant.redeemed': ({ payload }) => `${payload.action} ${payload.execution}`,
  'execution.succeeded': ({ payload }) => String(payload.execution),
  'person.roles_changed': ({ stream }) => stream,
  'person.disabled': ({ stream }) => stream,
  'agent.suspended': ({ stream }) => stream,
  'agent.resumed': ({ stream }) => stream,
  'agent.revoked': ({ stream }) => stream,
  'freeze.set': ({ payload }) => String(payload.freeze),
};

export const markOf = (kind: string, rest: string): string => `${kind} ${rest}`;

/** How an event that somebody asked for is found again in the answers. */
export function marked(event: StoredEvent): string | undefined {
  const rest = MARKED[event.kind]?.(event);
  return rest === undefined ? undefined : markOf(event.kind, rest);
}

const EXECUTED = ['redeemed', 'executing', 'succeeded', 'failed', 'indeterminate'];

/** Whether what a refusal says is so in this world. */
const SO: Record<string, (world: World, told: Told) => boolean> = {
  unauthenticated: ({ people, agent }, { actorId }) =>
    people.has(actorId) ? people.get(actorId)?.status !== 'active' : agent.status !== 'active',
  forbidden: (world, { actorId }) =>
    world.people.has(actorId)
      ? !isApprover(world, actorId, 'checkout')
      : world.agent.status !== 'active',
  'not-eligible': (world, { what, actorId, actionId }) => {
    const action = world.actions.get(actionId ?? '');
    const isGone = world.agent.status !== 'active' || world.run === 'stopped';
    if (what !== 'redeem') return isGone || !isApprover(world, actorId, 'checkout');
    const asked = Math.max(action?.asked ?? 0, world.policyAsks);
    return isGone || !action || countingNow(world, action) < asked;
  },
  'separation-of-duties': (world, { actorId }) => isBarred(world, actorId),
  'version-superseded': ({ actions }, { actionId, version }) =>
    actions.get(actionId ?? '')?.version !== version,
  'digest-mismatch': ({ actions }, { actionId, digest }) =>
    actions.get(actionId ?? '')?.digest !== digest,
  'already-decided': ({ actions }, { what, actorId, actionId }) => {
    const action = actions.get(actionId ?? '');
    if (!action) return false;
    const isDecision = what === 'approve' || what === 'reject';
    return isDecision
      ? action.state !== 'pending' || action.approvers.includes(actorId)
      : action.state === 'rejected';
  },
  expired: ({ actions, grants }, { what, actionId, grantId }) => {
    const action = actions.get(actionId ?? '');
    const grant = grants.get(grantId ?? '');
    if (what === 'redeem') return grant?.state === 'expired' || grant?.isOverdue === true;
    return action?.state === 'expired' || action?.isOverdue === true;
  },
  withdrawn: ({ actions }, { actionId }) => actions.get(actionId ?? '')?.state === 'withdrawn',
  revoked: ({ actions, grants, agent }, { what, actionId, grantId }) => {
    if (what === 'suspend' || what === 'reinstate' || what === 'revoke')
      return agent.status === 'revoked';
    const { state } = actions.get(actionId ?? '') ?? {};
    if (what !== 'redeem') return state === 'revoked';
    return grants.get(grantId ?? '')?.state === 'revoked' || state !== 'approved';
  },
  superseded: ({ actions, grants }, { actionId, grantId }) =>
    actions.get(actionId ?? '')?.version !== grants.get(grantId ?? '')?.version,
  'already-redeemed': ({ actions }, { actionId }) =>
    EXECUTED.includes(actions.get(actionId ?? '')?.state ?? ''),
  'target-busy': ({ actions, running }, { actionId }) =>
    running.has(actions.get(actionId ?? '')?.target ?? ''),
  frozen: (world) => isFrozen(world, 'checkout'),
  'already-frozen': (world) => isFrozen(world, 'checkout'),
  paused: ({ run }) => run === 'paused',
  'not-paused': ({ run }) => run === 'running',
  stopped: ({ run }) => run === 'stopped',
  'already-suspended': ({ agent }) => agent.status === 'suspended',
  'already-active': ({ agent }) => agent.status === 'active',
  ownerless: ({ people, agent }) => people.get(agent.ownerId)?.status !== 'active',
  'already-disabled': ({ people }, { actionId }) =>
    people.get(actionId ?? '')?.status === 'disabled',
  'already-finished': ({ actions }, { actionId }) =>
    ['succeeded', 'failed', 'indeterminate'].includes(actions.get(actionId ?? '')?.state ?? ''),
  // What the test forged itself is refused for what it is.
  invalid: (_world, { what, grantId }) => what === 'redeem' && grantId === undefined,
};

export const isSo = (world: World, told: Told): boolean => SO[told.slug]?.(world, told) ?? false;
