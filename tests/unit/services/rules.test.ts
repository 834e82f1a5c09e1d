import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changesBetween,
  dependencyCycles,
  factsOf,
  undeclaredDependencies,
} from '@/lib/services/rules';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import { declareServiceInput, type ServiceRow } from '@/lib/services/schema';
import type { StoredEvent } from '@/lib/log/schema';

const row = (name: string, dependsOn: string[] = [], declared = true): ServiceRow => ({
  name,
  environments: ['production'],
  dependsOn,
  owners: [],
  trafficShare: null,
  actionKinds: {},
  declared,
  retiredAt: null,
});

describe('what a declaration changes', () => {
  const before = factsOf(
    declareServiceInput.parse({
      name: 'checkout',
      environments: ['production', 'staging'],
      dependsOn: ['payments'],
      trafficShare: 0.4,
      actionKinds: { rollback: { reversibility: 'reversible', resource: 'deploy/*' } },
    }),
  );

  test('is told field by field, in words', () => {
    const after = {
      ...before,
      dependsOn: ['payments', 'stock'],
      trafficShare: 0.125,
      actionKinds: {},
    };
    expect(changesBetween(before, after)).toEqual([
      { field: 'dependsOn', before: 'payments', after: 'payments, stock' },
      { field: 'trafficShare', before: '40 %', after: '12.5 %' },
      { field: 'actionKinds', before: 'rollback on deploy/*: reversible', after: null },
    ]);
  });

  test('of the first declaration is all that it says', () => {
    expect(changesBetween(undefined, before).map(({ field }) => field)).toEqual([
      'environments',
      'dependsOn',
      'trafficShare',
      'actionKinds',
    ]);
  });

  test('is nothing where only the order differs', () => {
    const shuffled = { ...before, environments: before.environments.toReversed() };
    expect(changesBetween(before, shuffled)).toEqual([]);
  });
});

describe('services that depend on each other in a circle', () => {
  test('are found as groups, also those reached by a way round', () => {
    const services = [
      row('a', ['b']),
      row('b', ['c']),
      row('c', ['a', 'x']),
      row('x', ['y']),
      row('y', ['x', 'nowhere']),
      row('z', ['a']),
    ];
    expect(dependencyCycles(services)).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ]);
  });

  test('in a chain of ten thousand are none', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => row(`s${i}`, [`s${i + 1}`]));
    expect(dependencyCycles(chain)).toEqual([]);
  });

  test('are exactly those that reach themselves', () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(graph, (edges) => {
        const services = edges.map((to, i) => row(`${i}`, [...new Set(to)].map(String)));
        const reach = (from: string, seen = new Set<string>()): Set<string> => {
          for (const next of services.find(({ name }) => name === from)?.dependsOn ?? []) {
            if (seen.has(next)) continue;
            seen.add(next);
            reach(next, seen);
          }
          return seen;
        };
        const inCircle = services
          .map(({ name }) => name)
          .filter((name) => {
            const others = [...reach(name)].filter((other) => other !== name);
            return others.some((other) => reach(other).has(name));
          });
        expect(dependencyCycles(services).flat().toSorted()).toEqual(inCircle.toSorted());
      }),
    );
  });
});

test('names that are depended on and that nobody declared are told with who names them', () => {
  const services = [
    row('a', ['b', 'lost']),
    row('b', ['lost']),
    row('c', ['d']),
    row('d', [], false),
  ];
  expect(undeclaredDependencies(services)).toEqual([
    { name: 'lost', namedBy: ['a', 'b'] },
    { name: 'd', namedBy: ['c'] },
  ]);
});

describe('the fold of a service', () => {
  const event = (kind: string, payload: object, seq: number): StoredEvent => ({
    stream: serviceStream('checkout'),
    seq,
    id: `e${seq}`,
    kind,
    actor: { type: 'person', id: 'usr_1', name: 'Ada' },
    at: '2026-03-01T12:00:00.000Z',
    recordedAt: `2026-03-01T12:00:0${seq}.000Z`,
    hash: '',
    payload: { ...payload },
  });
  const facts = factsOf(
    declareServiceInput.parse({
      name: 'checkout',
      environments: ['production'],
      dependsOn: ['payments'],
    }),
  );
  const fold = (...events: StoredEvent[]) =>
    events.reduce<ServiceRow | undefined>(
      (held, each) => serviceProjection.fold(held, each, 'checkout'),
      undefined,
    );

  test('of one that was withdrawn says nothing any more but that it was here', () => {
    const declared = event('service.declared', facts, 1);
    const retired = event('service.retired', { name: 'checkout', reason: 'x' }, 2);
    expect(fold(declared, retired)).toEqual({
      ...row('checkout', [], false),
      retiredAt: '2026-03-01T12:00:02.000Z',
    });
    expect(fold(declared, retired, event('service.declared', facts, 3))).toMatchObject({
      declared: true,
      retiredAt: null,
      dependsOn: ['payments'],
    });
  });

  test('passes over what else happens to the service', () => {
    const frozen = event('freeze.set', { freeze: 'frz_1' }, 1);
    expect(serviceProjection.keysOf(frozen)).toEqual([]);
    expect(fold(event('service.declared', facts, 1), frozen)).toMatchObject({ declared: true });
  });
});
