import { DEEPEST, depthOf, type Excess, excess, type Scope } from '@/lib/access/scope';
import type { AgentRow, AgentStatus } from '@/lib/agents/schema';
import { Conflict, Invalid } from '@/lib/errors';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every agent expires, after this long unless said. */
const DEFAULT_TTL_MS = 90 * DAY_MS;
/** The longest that a key holds; keys are cheap to rotate. */
const LONGEST_KEY_MS = 365 * DAY_MS;

/** How long an agent may go on without an owner who is active, before it is suspended. */
export const OWNERLESS_GRACE_MS = 3 * DAY_MS;

/** An agent that ends within this is one to look after. */
export const EXPIRES_SOON_MS = 7 * DAY_MS;

/** Whether it could act again: suspended ones may be resumed, ended ones never come back. */
export const isLive = (agent: {
  status: AgentStatus;
  isExpired: boolean;
  heldBy: { state: string } | null;
}): boolean =>
  agent.status !== 'revoked' &&
  !agent.isExpired &&
  (agent.heldBy === null || agent.heldBy.state === 'suspended');

/** How many sub-agents may live under one agent, and in one tree. */
export const MOST_CHILDREN = 100;
export const MOST_IN_TREE = 300;

/** When a new agent ends. @throws Invalid for an instant that is past. */
export function expiryOf(expiresAt: string | undefined, now: Date): string {
  if (expiresAt === undefined) return new Date(now.getTime() + DEFAULT_TTL_MS).toISOString();
  if (Date.parse(expiresAt) > now.getTime()) return expiresAt;
  throw new Invalid([{ path: 'expiresAt', message: 'must be in the future' }]);
}

const earlier = (a: string, b: string): string => (Date.parse(a) <= Date.parse(b) ? a : b);

/** When a sub-agent ends: never after the agent that made it. @throws Invalid */
export const expiryWithin = (expiresAt: string | undefined, parent: AgentRow, now: Date): string =>
  earlier(expiryOf(expiresAt, now), parent.expiresAt);

/** When a key ends: never after its agent. @throws Invalid for one that is past, or too far off. */
export function keyExpiryOf(expiresAt: string | undefined, agent: AgentRow, now: Date): string {
  const latest = new Date(now.getTime() + LONGEST_KEY_MS).toISOString();
  if (expiresAt !== undefined && Date.parse(expiresAt) > Date.parse(latest)) {
    const message = 'must lie within a year from now';
    throw new Invalid([{ path: 'expiresAt', message }]);
  }
  return earlier(expiryOf(expiresAt, now), agent.expiresAt);
}

/** The verbs that an agent can hand on: whatever it has, but no executing, which is no agent's. */
const handedVerbs = ({ verbs }: Scope): string[] =>
  verbs.includes('*')
    ? ['observe', 'hypothesize', 'propose:*', 'delegate']
    : verbs.filter((verb) => !verb.startsWith('execute:'));

/** The most that an agent can hand on: its own scope, one generation less. */
export const handedOn = (parent: Scope): Scope => ({
  ...parent,
  verbs: handedVerbs(parent),
  maxDepth: depthOf(parent) - 1,
});

/**
 * Where a sub-agent's scope would exceed what its parent can hand on; nothing, where it fits. A
 * depth that is merely too large is no excess: {@link lowered} makes it fit.
 */
export function delegationExcess(child: Scope, parent: Scope): Excess[] {
  const found = excess(child, { ...handedOn(parent), maxDepth: DEEPEST });
  if (depthOf(parent) > 0) return found;
  return [...found, { axis: 'maxDepth', names: ['one more generation'] }];
}

/** The scope that a sub-agent gets: as asked, its depth at most its parent's less one. */
export const lowered = (child: Scope, parent: Scope): Scope => ({
  ...child,
  maxDepth: Math.min(depthOf(child), depthOf(parent) - 1),
});

/** Why a machine can do nothing now, to be said after its name; undefined while it can. */
export function standingFault(
  { status, expiresAt }: Pick<AgentRow, 'status' | 'expiresAt'>,
  now: Date,
): string | undefined {
  if (status === 'suspended') return 'is suspended';
  if (status === 'revoked') return 'was revoked';
  return Date.parse(expiresAt) <= now.getTime() ? 'has expired' : undefined;
}

export type StandingChange = 'suspend' | 'resume' | 'revoke';

const FROM: Record<StandingChange, AgentStatus[]> = {
  suspend: ['active'],
  resume: ['suspended'],
  revoke: ['active', 'suspended'],
};

const KIND = {
  suspend: 'agent.suspended',
  resume: 'agent.resumed',
  revoke: 'agent.revoked',
} as const;

/** The event of a change in an agent's standing. Revoking is for good. @throws Conflict */
export function standingEvent(row: AgentRow, change: StandingChange): string {
  if (FROM[change].includes(row.status)) return KIND[change];
  const slug = row.status === 'revoked' ? 'revoked' : (`already-${row.status}` as const);
  throw new Conflict(slug, `${row.name} is ${row.status}. Nothing was changed.`);
}
