import { expect, test } from 'vitest';
import { chooseExecutor } from '@/lib/actions/executors';
import type { AgentRow, Scope } from '@/lib/agents/schema';

const now = new Date('2026-03-01T12:00:00.000Z');
const WIDE: Scope = { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['execute:*'] };
const NARROW: Scope = {
  sources: ['*'],
  services: ['checkout'],
  environments: ['production'],
  verbs: ['execute:rollback'],
};

const executor = (id: string, scope: Scope, more: Partial<AgentRow> = {}): AgentRow => ({
  id,
  name: id,
  kind: 'executor',
  ownerId: 'usr_1',
  purpose: 'Tests.',
  runtime: null,
  controlLevel: 'cooperative',
  trim: null,
  scope,
  parentId: null,
  status: 'active',
  statusReason: null,
  expiresAt: '2026-03-02T12:00:00.000Z',
  createdAt: '2026-02-01T12:00:00.000Z',
  keys: [],
  ...more,
});

const target = { service: 'checkout', environment: 'production', resource: 'x' };
const choose = (...agents: AgentRow[]) =>
  chooseExecutor({ kind: 'rollback', target }, agents, now)?.id;

test('the executor that may do least is chosen, then the oldest', () => {
  const old = '2026-01-01T12:00:00.000Z';
  expect(choose(executor('wide', WIDE), executor('narrow', NARROW))).toBe('narrow');
  expect(choose(executor('new', WIDE), executor('old', WIDE, { createdAt: old }))).toBe('old');
});

test.each<[string, AgentRow]>([
  ['an agent', executor('a', WIDE, { kind: 'agent' })],
  ['one suspended', executor('a', WIDE, { status: 'suspended' })],
  ['one revoked', executor('a', WIDE, { status: 'revoked' })],
  ['one expired', executor('a', WIDE, { expiresAt: now.toISOString() })],
  ['one for another service', executor('a', { ...NARROW, services: ['payments'] })],
  ['one for another environment', executor('a', { ...NARROW, environments: ['staging'] })],
  ['one for another kind', executor('a', { ...NARROW, verbs: ['execute:scale'] })],
])('%s is never chosen', (_case, agent) => {
  expect(choose(agent)).toBeUndefined();
});
