import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Scope, SCOPE_AXES, within } from '@/lib/access/scope';
import { agentUseProjection } from '@/lib/agents/fold-use';
import { axisUse, trimmedScope } from '@/lib/agents/rules-use';
import type { AgentUseRow } from '@/lib/agents/schema-use';
import type { StoredEvent } from '@/lib/log/schema';

const AT = '2026-03-01T23:59:59.999Z';

const stored = (kind: string, payload: object, more: Partial<StoredEvent> = {}): StoredEvent => ({
  stream: 'inv_1',
  seq: 1,
  id: 'e1',
  kind,
  actor: { type: 'agent', id: 'agt_1', name: 'Scout' },
  at: AT,
  recordedAt: AT,
  hash: '',
  payload: { ...payload },
  ...more,
});

const fold = (events: StoredEvent[]): AgentUseRow | undefined =>
  events.reduce<AgentUseRow | undefined>((row, event) => {
    const [key] = agentUseProjection.keysOf(event);
    return key ? agentUseProjection.fold(row, event, key) : row;
  }, undefined);

const evidence = (source: string, service = 'checkout') =>
  stored('evidence.recorded', { evidence: { source, service, environment: 'production' } });

describe('what an agent used', () => {
  test('is counted by day and stream, on the axes of its scope', () => {
    const step = stored('step.started', { step: 's', tool: 'grep', source: 'logs' });
    const row = fold([step, evidence('logs'), evidence('metrics', 'payments')]);
    expect(row).toMatchObject({ key: 'agt_1/2026-03-01/inv_1', day: '2026-03-01', events: 3 });
    expect(row?.uses).toEqual([
      { axis: 'verbs', name: 'observe', count: 3 },
      { axis: 'tools', name: 'grep', count: 1 },
      { axis: 'sources', name: 'logs', count: 2 },
      { axis: 'services', name: 'checkout', count: 1 },
      { axis: 'environments', name: 'production', count: 2 },
      { axis: 'sources', name: 'metrics', count: 1 },
      { axis: 'services', name: 'payments', count: 1 },
    ]);
  });

  test('leaves out what people did, and what was done to the agent', () => {
    const person = { type: 'person', id: 'usr_1', name: 'Ada' } as const;
    expect(agentUseProjection.keysOf(stored('note.added', {}, { actor: person }))).toEqual([]);
    const suspended = stored('agent.suspended', { reason: 'x' }, { stream: 'agt_1' });
    expect(agentUseProjection.keysOf(suspended)).toEqual([]);
  });

  test('counts making a sub-agent as delegating, in the stream of the one that was made', () => {
    const row = fold([stored('agent.created', {}, { stream: 'agt_2' })]);
    expect(row).toMatchObject({ key: 'agt_1/2026-03-01/agt_2' });
    expect(row?.uses).toEqual([{ axis: 'verbs', name: 'delegate', count: 1 }]);
  });

  test('keeps apart what was tried outside the scope', () => {
    const row = fold([
      stored('scope.violated', { attempted: 'x', event: 'e', axis: 'source', value: 'code' }),
      stored(
        'delegation.refused',
        {
          exceeds: [
            { axis: 'verbs', names: ['*'] },
            { axis: 'maxDepth', names: ['9'] },
          ],
        },
        { stream: 'agt_1' },
      ),
    ]);
    expect(row).toMatchObject({ events: 0, uses: [] });
    expect(row?.refused).toEqual([
      { axis: 'sources', name: 'code', count: 1 },
      { axis: 'verbs', name: '*', count: 1 },
      { axis: 'maxDepth', name: '9', count: 1 },
    ]);
  });

  test('keeps no more names than a row holds, and cuts long ones; the rest is counted', () => {
    const steps = Array.from({ length: 70 }, (_, i) =>
      stored('step.started', { step: 's', tool: i === 0 ? 'x'.repeat(5000) : `tool-${i}` }),
    );
    const row = fold(steps);
    const tools = row?.uses.filter(({ axis }) => axis === 'tools') ?? [];
    expect(tools).toHaveLength(50);
    expect(tools[0]?.name).toHaveLength(200);
    expect(row?.moreUses).toEqual([{ axis: 'tools', count: 20 }]);
    expect(agentUseProjection.row.safeParse(row).success).toBe(true);
  });

  test('takes names that are names of objects’ own', () => {
    const row = fold([evidence('__proto__'), evidence('constructor'), evidence('__proto__')]);
    expect(row?.uses).toContainEqual({ axis: 'sources', name: '__proto__', count: 2 });
    expect(row?.uses).toContainEqual({ axis: 'sources', name: 'constructor', count: 1 });
  });
});

const SCOPE: Scope = {
  sources: ['logs', 'metrics'],
  tools: ['*'],
  services: ['*'],
  environments: ['production'],
  verbs: ['observe', 'propose:*', 'delegate'],
  maxDepth: 1,
};
const used = (...names: string[]) =>
  names.map((name) => ({ name, count: 1, lastDay: '2026-03-01' }));

const usesOf = (scope: Scope, names: Partial<Record<(typeof SCOPE_AXES)[number], string[]>>) =>
  SCOPE_AXES.map((axis) => axisUse(scope, axis, used(...(names[axis] ?? [])), 0));

describe('what could be taken away', () => {
  test('is what nobody used; everything becomes what was used, an idle axis stays', () => {
    const uses = usesOf(SCOPE, {
      sources: ['logs'],
      services: ['checkout', 'payments'],
      verbs: ['observe', 'propose:rollback'],
    });
    expect(uses.map(({ axis, unused }) => [axis, unused])).toEqual([
      ['sources', ['metrics']],
      ['tools', []],
      ['services', []],
      ['environments', ['production']],
      ['verbs', ['delegate']],
    ]);
    expect(trimmedScope(SCOPE, uses)).toEqual({
      ...SCOPE,
      sources: ['logs'],
      services: ['checkout', 'payments'],
      verbs: ['observe', 'propose:rollback'],
    });
  });

  test('is nothing on an axis where more was used than is remembered', () => {
    const uses = usesOf(SCOPE, { sources: ['logs'] }).map((use) => ({ ...use, more: 1 }));
    expect(trimmedScope(SCOPE, uses)).toBeNull();
    expect(axisUse(SCOPE, 'sources', used('logs'), 1).unused).toEqual([]);
  });

  test('is nothing where all was used, and names from wider times are no reason to widen', () => {
    const narrow: Scope = { ...SCOPE, tools: ['grep'], services: ['checkout'], verbs: ['observe'] };
    const all = {
      sources: ['logs', 'metrics', 'code'],
      tools: ['grep'],
      services: ['checkout', 'payments'],
      environments: ['production'],
      verbs: ['observe', 'hypothesize'],
    };
    expect(trimmedScope(narrow, usesOf(narrow, all))).toBeNull();
  });

  test('always leaves a scope within the present one, empty on no axis', () => {
    const names = (...all: string[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 });
    const scopes = fc.record({
      sources: names('*', 'logs', 'metrics'),
      tools: names('*', 'grep'),
      services: names('*', 'checkout', 'payments'),
      environments: names('*', 'production'),
      verbs: names('*', 'observe', 'hypothesize', 'propose:*', 'propose:rollback', 'delegate'),
    });
    const uses = fc.record({
      sources: fc.subarray(['logs', 'metrics', 'code']),
      tools: fc.subarray(['grep', 'sed']),
      services: fc.subarray(['checkout', 'payments', 'search']),
      environments: fc.subarray(['production', 'staging']),
      verbs: fc.subarray(['observe', 'propose:rollback', 'propose:scale', 'delegate']),
    });
    fc.assert(
      fc.property(scopes, uses, (scope, names) => {
        const trimmed = trimmedScope(scope, usesOf(scope, names));
        if (!trimmed) return;
        expect(within(trimmed, scope)).toBe(true);
        expect(within(scope, trimmed)).toBe(false);
        for (const axis of SCOPE_AXES) expect(trimmed[axis]?.length).toBeGreaterThan(0);
      }),
    );
  });
});
