import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, uncovered } from '@/lib/access/scope';
import { wideScope } from './actors';

test.each([
  [['observe'], 'observe', true],
  [['observe'], 'hypothesize', false],
  [['*'], 'execute:rollback', true],
  [['propose:*'], 'propose:rollback', true],
  [['propose:rollback'], 'propose:rollback', true],
  [['propose:rollback'], 'propose:scale', false],
  [['propose:rollback'], 'propose', true],
  [['propose:*'], 'propose', true],
  [['propose:*'], 'execute:rollback', false],
  [['observe'], 'propose', false],
  [[], 'observe', false],
])('verbs %j cover %s: %s', (verbs, verb, expected) => {
  expect(covers({ ...wideScope, verbs }, { verb })).toBe(expected);
});

test('a refusal names every axis that refuses', () => {
  const scope = { ...wideScope, services: ['checkout'], environments: [], sources: ['logs'] };
  expect(
    uncovered(scope, {
      verb: 'execute:scale',
      service: 'payments',
      environment: 'production',
      source: 'metrics',
      tool: 'kubectl',
    }),
  ).toEqual(['verb', 'service', 'environment', 'source']);
});

test('absent tools mean all of them', () => {
  const { tools: _tools, ...toolless } = wideScope;
  expect(covers(toolless, { verb: 'observe', tool: 'kubectl' })).toBe(true);
  expect(covers({ ...wideScope, tools: [] }, { verb: 'observe', tool: 'kubectl' })).toBe(false);
});

test('a wider axis never covers less', () => {
  const name = fc.constantFrom('a', 'b', '*', 'c');
  fc.assert(
    fc.property(
      fc.array(name),
      fc.array(name),
      fc.constantFrom('a', 'b', 'c'),
      (some, more, service) => {
        const asked = { verb: 'observe', service };
        if (covers({ ...wideScope, services: some }, asked)) {
          expect(covers({ ...wideScope, services: [...some, ...more] }, asked)).toBe(true);
        }
      },
    ),
  );
});
