/** What an action may be; the model's own words, as everything here. */
export type State =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'revoked'
  | 'redeemed'
  | 'executing'
  | 'succeeded'
  | 'failed'
  | 'indeterminate';

export interface Person {
  status: 'invited' | 'active' | 'disabled';
  roles: { role: string; service: string }[];
}

export interface ActionFacts {
  state: State;
  version: number;
  digest: string;
  /** Approvals that this version asked for. */
  asked: number;
  service: string;
  target: string;
  executorId: string;
  /** Who approved the version that stands, each once. */
  approvers: string[];
  /** Whether the test let its time run out. */
  isOverdue: boolean;
}

export interface GrantFacts {
  actionId: string;
  version: number;
  digest: string;
  state: 'minted' | 'redeemed' | 'revoked' | 'expired';
  isOverdue: boolean;
}

export interface World {
  people: Map<string, Person>;
  agent: { status: string; ownerId: string };
  run: 'running' | 'paused' | 'stopped';
  steeredBy: Set<string>;
  /** Approvals that the policy in force asks for. */
  policyAsks: number;
  frozen: Map<string, string>;
  actions: Map<string, ActionFacts>;
  grants: Map<string, GrantFacts>;
  /** Of each target, the execution that runs on it. */
  running: Map<string, string>;
  executions: Map<string, string>;
}

export const emptyWorld = (): World => ({
  people: new Map(),
  agent: { status: 'active', ownerId: '' },
  run: 'running',
  steeredBy: new Set(),
  policyAsks: 1,
  frozen: new Map(),
  actions: new Map(),
  grants: new Map(),
  running: new Map(),
  executions: new Map(),
});

export const isApprover = (world: World, id: string, service: string): boolean => {
  const person = world.people.get(id);
  return (
    person?.status === 'active' &&
    person.roles.some((one) => one.role === 'approver' && ['*', service].includes(one.service))
  );
};

export const isBarred = (world: World, id: string): boolean =>
  world.agent.ownerId === id || world.steeredBy.has(id);

/** How many approvals of the version that stands count at this instant. */
export const countingNow = (world: World, { approvers, service }: ActionFacts): number =>
  approvers.filter((id) => isApprover(world, id, service) && !isBarred(world, id)).length;

export const isFrozen = (world: World, service: string): boolean =>
  [...world.frozen.values()].some((each) => each === '*' || each === service);
