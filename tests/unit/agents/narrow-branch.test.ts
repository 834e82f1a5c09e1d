import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Scope, within } from '@/lib/access/scope';
import { delegationExcess, handedOn, lowered } from '@/lib/agents/rules';
import { narrowBranch } from '@/lib/agents/rules-scope';

const names = (...all: string[]) => fc.uniqueArray(fc.constantFrom('*', ...all), { minLength: 1 });
const scopes: fc.Arbitrary<Scope> = fc.record({
  sources: names('logs', 'metrics', 'traces'),
  tools: names('grep', 'promql'),
  services: names('checkout', 'payments'),
  environments: names('production', 'staging'),
  verbs: fc.uniqueArray(
    fc.constantFrom('*', 'observe', 'hypothesize', 'delegate', 'propose:*', 'propose:scale'),
    { minLength: 1 },
  ),
  maxDepth: fc.integer({ min: 0, max: 4 }),
});

test('whatever is delegated lies within its parent, one generation below', () => {
  fc.assert(
    fc.property(scopes, scopes, (child, parent) => {
      if (delegationExcess(child, parent).length > 0) return;
      const given = lowered(child, parent);
      expect(within(given, parent)).toBe(true);
      expect(given.maxDepth).toBeLessThan(parent.maxDepth ?? 10);
      expect(given.maxDepth).toBeGreaterThanOrEqual(0);
      expect(given.verbs.some((verb) => verb === '*' || verb.startsWith('execute'))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('a narrower parent leaves every child within its own parent, and widens none', () => {
  const row = (id: string, parentId: string, scope: Scope) => ({ id, name: id, parentId, scope });
  fc.assert(
    fc.property(scopes, scopes, scopes, scopes, (top, a, b, c) => {
      const below = [row('a', 'top', a), row('b', 'a', b), row('c', 'a', c)];
      const { changes, emptied } = narrowBranch({ id: 'top', scope: top }, below);
      const after = new Map<string, Scope>([['top', top]]);
      for (const { id, scope } of below) after.set(id, scope);
      for (const { id, scope } of changes) {
        const before = below.find((each) => each.id === id)?.scope;
        expect(before && within(scope, before)).toBe(true);
        after.set(id, scope);
      }
      if (emptied.length > 0) return;
      for (const { id, parentId } of below) {
        const [child, parent] = [after.get(id), after.get(parentId)];
        expect(child && parent && within(child, handedOn(parent))).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('who fits already is left as spelt, and who would be left with nothing is named', () => {
  const wide: Scope = { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['*'] };
  const logs = { ...wide, sources: ['logs', 'logs'], verbs: ['observe'], maxDepth: 0 };
  const metrics = { ...logs, sources: ['metrics'] };
  const below = [
    { id: 'l', name: 'Logs', parentId: 'top', scope: logs },
    { id: 'm', name: 'Metrics', parentId: 'top', scope: metrics },
  ];
  const scope = { ...wide, sources: ['logs'], maxDepth: 1 };
  expect(narrowBranch({ id: 'top', scope }, below)).toEqual({ changes: [], emptied: ['Metrics'] });
});
