import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredEvent } from '@/lib/log/schema';
import {
  type ActionFacts,
  countingNow,
  type GrantFacts,
  isApprover,
  isBarred,
  isFrozen,
  type Person,
  type State,
  type World,
} from './world';

/*
 * What must be true, written a second time and without any of the product's own rules: events go in,
 * in the order in which they happened, and what is wrong with them comes out.
 */

const digestOf = (contents: unknown): string =>
  createHash('sha256')
    .update(canonicalize(contents) ?? '')
    .digest('hex');

type Contents = {
  target: { service: string; environment: string; resource: string };
  requirements: { approvals: number };
  executorId: string;
};

type Demand = (holds: boolean, what: string) => void;
type Handler = (world: World, event: StoredEvent, demand: Demand) => void;

/** The payload's text of this name. */
const text = ({ payload }: StoredEvent, name: string): string => String(payload[name]);

const actionOf = (world: World, event: StoredEvent): ActionFacts => {
  const action = world.actions.get(text(event, 'action'));
  if (!action) throw new Error(`${event.kind} is about an action that nobody proposed.`);
  return action;
};

const liveGrantOf = (world: World, actionId: string): GrantFacts | undefined =>
  [...world.grants.values()].find((one) => one.actionId === actionId && one.state === 'minted');

const mayBegin: Handler = (world, _event, demand) => {
  demand(world.agent.status === 'active', 'its agent is active');
  demand(world.run === 'running', 'its run goes on');
};

const write: Handler = (world, event, demand) => {
  mayBegin(world, event, demand);
  const { contents, version, digest } = event.payload as {
    contents: Contents;
    version: number;
    digest: string;
  };
  const { target, requirements, executorId } = contents;
  demand(!isFrozen(world, target.service), 'nothing is frozen');
  demand(digest === digestOf(contents), 'the digest is of the contents');
  demand(requirements.approvals >= world.policyAsks, 'it asks for what policy asks for');
  world.actions.set(text(event, 'action'), {
    state: 'pending',
    version,
    digest,
    asked: requirements.approvals,
    service: target.service,
    target: JSON.stringify([target.service, target.environment, target.resource]),
    executorId,
    approvers: [],
    isOverdue: false,
  });
};

const closing =
  (to: State): Handler =>
  (world, event, demand) => {
    const action = actionOf(world, event);
    demand(['pending', 'approved'].includes(action.state), 'the action is open');
    demand(!liveGrantOf(world, text(event, 'action')), 'no grant of it lives on');
    demand(event.payload.version === action.version, 'it is the version that stands');
    if (to === 'expired') demand(action.isOverdue, 'its time is over');
    action.state = to;
  };

const executing =
  (to: State): Handler =>
  (world, event, demand) => {
    const action = actionOf(world, event);
    demand(['redeemed', 'executing'].includes(action.state), 'it was redeemed and has not ended');
    const execution = text(event, 'execution');
    demand(world.executions.get(execution) === text(event, 'action'), 'it is its own execution');
    action.state = to;
    if (to !== 'executing') world.running.delete(action.target);
  };

const grantEnds =
  (to: 'revoked' | 'expired'): Handler =>
  (world, event, demand) => {
    const grant = world.grants.get(text(event, 'grant'));
    demand(grant?.state === 'minted', 'the grant was neither redeemed nor ended');
    if (to === 'expired') demand(grant?.isOverdue === true, 'its time is over');
    if (grant) grant.state = to;
  };

const decided: Handler = (world, event, demand) => {
  const action = actionOf(world, event);
  const { version, digest, decision, state } = event.payload;
  demand(event.actor.type === 'person', 'a person decides');
  demand(action.state === 'pending', 'the action waits');
  demand(version === action.version && digest === action.digest, 'the version stands');
  demand(isApprover(world, event.actor.id, action.service), 'the person is an approver now');
  if (decision === 'reject') {
    action.state = 'rejected';
    demand(state === 'rejected', 'one reject rejects');
    return;
  }
  demand(!isBarred(world, event.actor.id), 'the person is not barred');
  demand(!action.approvers.includes(event.actor.id), 'the person had not approved it yet');
  demand(world.agent.status === 'active', 'the proposing agent is active');
  demand(!isFrozen(world, action.service), 'nothing is frozen');
  action.approvers.push(event.actor.id);
  const asked = Math.max(action.asked, world.policyAsks);
  const isEnough = countingNow(world, action) >= asked;
  demand(state === (isEnough ? 'approved' : 'pending_approval'), 'the quorum counts what counts');
  action.state = state === 'approved' ? 'approved' : 'pending';
};

const minted: Handler = (world, event, demand) => {
  const action = actionOf(world, event);
  const { version, digest, executorId } = event.payload;
  const actionId = text(event, 'action');
  demand(action.state === 'approved', 'the action is approved');
  demand(!liveGrantOf(world, actionId), 'no other grant of it lives');
  demand(version === action.version && digest === action.digest, 'it is for what was approved');
  demand(executorId === action.executorId, 'it is for the executor that was bound');
  const asked = Math.max(action.asked, world.policyAsks);
  demand(countingNow(world, action) >= asked, 'a quorum counts');
  demand(!isFrozen(world, action.service), 'nothing is frozen');
  world.grants.set(text(event, 'grant'), {
    actionId,
    version: Number(version),
    digest: String(digest),
    state: 'minted',
    isOverdue: false,
  });
};

const redeemed: Handler = (world, event, demand) => {
  const action = actionOf(world, event);
  const grant = world.grants.get(text(event, 'grant'));
  demand(grant?.state === 'minted', 'the grant was neither redeemed nor ended');
  demand(grant?.version === action.version && grant.digest === action.digest, 'it still fits');
  demand(action.state === 'approved', 'the action is approved');
  demand(event.actor.id === action.executorId, 'its own executor redeems it');
  const asked = Math.max(action.asked, world.policyAsks);
  demand(countingNow(world, action) >= asked, 'a quorum counts, by policy as it is now');
  demand(world.agent.status === 'active', 'the proposing agent is active');
  demand(world.run !== 'stopped', 'its run was not stopped');
  demand(!isFrozen(world, action.service), 'nothing is frozen');
  demand(!world.running.has(action.target), 'nothing else runs on the target');
  const execution = text(event, 'execution');
  demand(!world.executions.has(execution), 'the execution is a new one');
  if (grant) grant.state = 'redeemed';
  action.state = 'redeemed';
  world.executions.set(execution, text(event, 'action'));
  world.running.set(action.target, execution);
};

const person = (world: World, { stream }: StoredEvent): Person =>
  world.people.get(stream) ?? { status: 'invited', roles: [] };

const people: Record<string, Handler> = {
  'person.invited': (world, event) => {
    const roles = event.payload.roles as Person['roles'];
    world.people.set(event.stream, { status: 'invited', roles });
  },
  'person.joined': (world, event) => void (person(world, event).status = 'active'),
  'person.disabled': (world, event) => void (person(world, event).status = 'disabled'),
  'person.roles_changed': (world, event) => {
    person(world, event).roles = event.payload.roles as Person['roles'];
  },
};

const around: Record<string, Handler> = {
  'agent.created': (world, event) => void (world.agent.ownerId = text(event, 'ownerId')),
  'agent.owner_changed': (world, event) => void (world.agent.ownerId = text(event, 'ownerId')),
  'agent.suspended': (world) => void (world.agent.status = 'suspended'),
  'agent.resumed': (world) => void (world.agent.status = 'active'),
  'agent.revoked': (world) => void (world.agent.status = 'revoked'),
  'policy.adopted': (world, event) => {
    const { base } = event.payload.document as { base: { approvals: number } };
    world.policyAsks = base.approvals;
  },
  'freeze.set': (world, event) =>
    void world.frozen.set(text(event, 'freeze'), text(event, 'service')),
  'freeze.lifted': (world, event) => void world.frozen.delete(text(event, 'freeze')),
  'directive.given': (world, event) => {
    const { control } = event.payload;
    if (control === 'stop') world.run = 'stopped';
    if (control === 'pause') world.run = 'paused';
    if (control === 'resume') world.run = 'running';
    if (control === 'steer') world.steeredBy.add(event.actor.id);
  },
};

const HANDLERS: Record<string, Handler> = {
  ...people,
  ...around,
  'action.proposed': (world, event, demand) => {
    demand(!world.actions.has(text(event, 'action')), 'the action is a new one');
    demand(event.payload.version === 1, 'it begins with version 1');
    write(world, event, demand);
  },
  'action.amended': (world, event, demand) => {
    const before = actionOf(world, event);
    demand(['pending', 'approved'].includes(before.state), 'the action is open');
    demand(event.payload.version === before.version + 1, 'versions follow each other');
    demand(event.payload.digest !== before.digest, 'another version has another digest');
    demand(!liveGrantOf(world, text(event, 'action')), 'no grant of the old version lives on');
    write(world, event, demand);
  },
  'action.decided': decided,
  'action.withdrawn': closing('withdrawn'),
  'action.expired': closing('expired'),
  'action.revoked': closing('revoked'),
  'grant.minted': minted,
  'grant.redeemed': redeemed,
  'grant.revoked': grantEnds('revoked'),
  'grant.expired': grantEnds('expired'),
  'execution.succeeded': executing('succeeded'),
  'execution.failed': executing('failed'),
  'execution.started': executing('executing'),
  'execution.lost': executing('indeterminate'),
};

/** Lets an event happen in the world; tells what should have held and did not. */
export function happen(world: World, event: StoredEvent): string[] {
  const faults: string[] = [];
  const demand: Demand = (holds, what) => {
    if (!holds) faults.push(`${event.stream} ${event.seq} ${event.kind}: not so that ${what}`);
  };
  HANDLERS[event.kind]?.(world, event, demand);
  return faults;
}
