import { describe, expect, test } from 'vitest';
import { agentInput, blankAgent } from '@/components/agent/agent-form';
import { agentState, keyState } from '@/components/agent/agent-standing';
import { attentionOf } from '@/components/agent/attention';
import { scopeDifference } from '@/components/agent/scope-difference';
import { namesIn, scopeInput, scopeValues } from '@/components/agent/scope-form';
import { everyDay } from '@/components/agent/use-days';
import type { AgentOut } from '@/lib/agents/schema-views';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const scope = { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['observe'] };

const agent = (more: Partial<AgentOut> = {}): AgentOut => ({
  id: 'agt_1',
  name: 'Scout',
  kind: 'agent',
  ownerId: 'usr_1',
  purpose: 'Looks around.',
  runtime: null,
  controlLevel: 'cooperative',
  scope,
  parentId: null,
  parentName: null,
  heldBy: null,
  status: 'active',
  statusReason: null,
  expiresAt: '2026-06-01T12:00:00.000Z',
  createdAt: '2026-02-01T12:00:00.000Z',
  keys: [],
  trim: null,
  ownerName: 'Ada',
  ownerStatus: 'active',
  ownerlessUntil: null,
  isExpired: false,
  identities: [],
  ...more,
});
const keys = (more: Partial<AgentOut>) => attentionOf(agent(more), NOW).map(({ key }) => key);

describe('what wants a person’s eye', () => {
  test('is nothing of an agent in order, nor of one that has ended', () => {
    expect(keys({})).toEqual([]);
    const bad = { ownerStatus: 'disabled' as const, statusReason: 'x' };
    expect(keys({ ...bad, status: 'revoked' })).toEqual([]);
    expect(keys({ ...bad, isExpired: true })).toEqual([]);
    const heldBy = { name: 'Root', state: 'revoked' as const };
    expect(keys({ ...bad, heldBy })).toEqual([]);
  });

  test('is a missing owner, and when that comes to a head', () => {
    const until = '2026-03-04T12:00:00.000Z';
    const [first] = attentionOf(agent({ ownerStatus: 'disabled', ownerlessUntil: until }), NOW);
    expect(first).toMatchObject({ key: 'owner', at: until });
    const suspended = { ownerStatus: 'disabled', ownerlessUntil: until, status: 'suspended' };
    expect(attentionOf(agent(suspended as Partial<AgentOut>), NOW)[0]).not.toHaveProperty('at');
  });

  test('is a proposal that waits, and an end that is near, though not of sub-agents', () => {
    const proposedBy = { type: 'person' as const, id: 'usr_2', name: 'Cora' };
    const trim = {
      id: 'trm_1',
      scope,
      reason: 'x',
      proposedBy,
      proposedAt: '2026-02-28T00:00:00Z',
    };
    const expiresAt = '2026-03-03T12:00:00.000Z';
    expect(keys({ trim, expiresAt, status: 'suspended' })).toEqual([
      'suspended',
      'trim',
      'expires',
    ]);
    expect(keys({ expiresAt, parentId: 'agt_0' })).toEqual([]);
  });
});

test('an agent stands no better than the one above it', () => {
  expect(agentState(agent())).toBe('active');
  const heldBy = { name: 'Root', state: 'suspended' as const };
  expect(agentState(agent({ heldBy }))).toBe('suspended');
  expect(agentState(agent({ heldBy, isExpired: true }))).toBe('expired');
  expect(agentState(agent({ heldBy, status: 'revoked' }))).toBe('revoked');
});

test('a key works, is replaced, has ended or was revoked', () => {
  const times = { id: 'k', createdAt: 'x', lastUsedAt: null };
  const key = { ...times, expiresAt: null, revokedAt: null, replacedBy: null };
  expect(keyState(key, NOW)).toBe('works');
  expect(keyState({ ...key, replacedBy: 'key_2' }, NOW)).toBe('replaced');
  const over = { ...key, expiresAt: '2026-03-01T12:00:00.000Z', replacedBy: 'key_2' };
  expect(keyState(over, NOW)).toBe('ended');
  expect(keyState({ ...over, revokedAt: '2026-01-01T00:00:00.000Z' }, NOW)).toBe('revoked');
});

describe('the form of a new agent', () => {
  const filled = {
    ...blankAgent('usr_1'),
    name: ' Scout ',
    purpose: 'Looks around.',
    services: ['checkout', '*'],
    environments: ['production'],
  };

  test('becomes what the interface takes', () => {
    expect(agentInput({ ...filled, tools: 'grep, sed,,grep', expires: '2026-03-02' }, NOW)).toEqual(
      {
        faults: {},
        input: {
          name: 'Scout',
          kind: 'agent',
          ownerId: 'usr_1',
          purpose: 'Looks around.',
          controlLevel: 'cooperative',
          expiresAt: '2026-03-02T23:59:59.000Z',
          scope: {
            sources: ['*'],
            tools: ['grep', 'sed'],
            services: ['*'],
            environments: ['production'],
            verbs: ['observe', 'hypothesize'],
          },
        },
      },
    );
    const delegating = { ...filled, verbs: ['observe', 'delegate'], maxDepth: 2 };
    expect(agentInput(delegating, NOW).input?.scope.maxDepth).toBe(2);
    expect(namesIn(' , ')).toEqual([]);
  });

  test('says in words what is missing', () => {
    const { faults, input } = agentInput({ ...blankAgent(''), verbs: [] }, NOW);
    expect(input).toBeUndefined();
    expect(Object.keys(faults).toSorted()).toEqual([
      'environments',
      'name',
      'ownerId',
      'purpose',
      'services',
      'verbs',
    ]);
    expect(agentInput({ ...filled, expires: '2026-02-28' }, NOW).faults).toHaveProperty('expires');
  });
});

test('what a narrower scope takes away is told axis by axis', () => {
  const before = { ...scope, sources: ['logs', 'metrics'], verbs: ['observe', 'propose:*'] };
  const after = {
    ...before,
    sources: ['logs'],
    services: ['checkout'],
    verbs: ['observe', 'propose:rollback'],
  };
  expect(scopeDifference(before, after)).toEqual([
    { axis: 'sources', comes: '', goes: 'metrics', stays: 'logs' },
    { axis: 'services', comes: '', goes: 'everything else', stays: 'checkout' },
    {
      axis: 'verbs',
      comes: '',
      goes: 'the rest of “propose any change”',
      stays: 'observe, propose rollbacks',
    },
  ]);
  expect(scopeDifference(before, before)).toEqual([]);
});

test('a wider scope names what is added, what goes, and what stays of each axis', () => {
  const before = {
    sources: ['logs'],
    services: ['checkout'],
    environments: ['staging'],
    verbs: ['observe', 'propose:rollback'],
  };
  const after = {
    sources: ['*'],
    services: ['checkout', 'payments'],
    environments: ['production'],
    verbs: ['observe', 'propose:*', 'delegate'],
    maxDepth: 2,
  };
  expect(scopeDifference(before, after)).toEqual([
    { axis: 'sources', comes: 'everything else', goes: '', stays: 'logs' },
    { axis: 'services', comes: 'payments', goes: '', stays: 'checkout' },
    { axis: 'environments', comes: 'production', goes: 'staging', stays: '' },
    {
      axis: 'verbs',
      comes: 'the rest of “propose any change”, delegate',
      goes: '',
      stays: 'observe, propose rollbacks',
    },
    { axis: 'maxDepth', comes: '2 generations', goes: '', stays: '' },
  ]);
  expect(scopeDifference({ ...after, maxDepth: 4 }, after)).toEqual([
    { axis: 'maxDepth', comes: '', goes: '4 generations', stays: '2 generations' },
  ]);
});

test('the form of a scope gives back the scope that it was filled with', () => {
  const known = {
    sources: ['logs', 'a-source-of-its-own'],
    tools: ['logs.search', 'kubectl'],
    services: ['checkout'],
    environments: ['*'],
    verbs: ['observe', 'delegate', 'propose:rollback'],
    maxDepth: 3,
  };
  expect(scopeInput(scopeValues('agent', known))).toEqual({ scope: known, faults: {} });
  const reading = { ...known, verbs: ['observe'] };
  expect(scopeInput(scopeValues('agent', reading), reading).scope).toEqual(reading);
  const everything = scopeInput(scopeValues('agent', { ...known, verbs: ['*'] })).scope;
  expect(everything?.verbs).toEqual(['observe', 'hypothesize', 'delegate', 'propose:*']);
  expect(scopeInput({ ...scopeValues('agent', known), verbs: [], services: [] }).faults).toEqual({
    verbs: 'Let it do something.',
    services: 'Choose where it may act.',
  });
});

test('days on which nothing happened stand between the others', () => {
  const day = (name: string, events: number) => ({ day: name, events, refused: 0 });
  const daily = [day('2026-02-27', 2), day('2026-03-01', 1)];
  expect(
    everyDay({ from: '2026-02-26', daily }).map(({ day: name, events }) => [name, events]),
  ).toEqual([
    ['2026-02-26', 0],
    ['2026-02-27', 2],
    ['2026-02-28', 0],
    ['2026-03-01', 1],
  ]);
});
