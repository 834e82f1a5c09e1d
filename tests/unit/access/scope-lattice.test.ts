import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, excess, meet, type Scope, SCOPE_AXES, within } from '@/lib/access/scope';

const KINDS = ['rollback', 'scale', 'restart'];
const VERBS = [
  '*',
  'observe',
  'hypothesize',
  'delegate',
  'propose:*',
  'execute:*',
  ...KINDS.flatMap((kind) => [`propose:${kind}`, `execute:${kind}`]),
];

const names = (...all: string[]) =>
  fc.array(fc.constantFrom('*', ...all), { minLength: 1, maxLength: 4 });

const scopes: fc.Arbitrary<Scope> = fc.record(
  {
    sources: names('logs', 'metrics', 'traces'),
    tools: names('kubectl', 'promql'),
    services: names('checkout', 'payments', 'storefront'),
    environments: names('production', 'staging'),
    verbs: fc.array(fc.constantFrom(...VERBS), { minLength: 1, maxLength: 6 }),
    maxDepth: fc.integer({ min: 0, max: 10 }),
  },
  { requiredKeys: ['sources', 'services', 'environments', 'verbs'] },
);

const questions = fc.record(
  {
    verb: fc.constantFrom(
      'observe',
      'hypothesize',
      'delegate',
      ...KINDS.flatMap((kind) => [`propose:${kind}`, `execute:${kind}`]),
    ),
    service: fc.constantFrom('checkout', 'payments', 'storefront', 'search'),
    environment: fc.constantFrom('production', 'staging', 'lab'),
    source: fc.constantFrom('logs', 'metrics', 'traces', 'code'),
    tool: fc.constantFrom('kubectl', 'promql', 'curl'),
  },
  { requiredKeys: ['verb'] },
);

/** Two spellings of one scope: each within the other, or both nothing at all. */
const isSame = (a: Scope | undefined, b: Scope | undefined): boolean =>
  a && b ? within(a, b) && within(b, a) : a === b;

const meetAll = (first: Scope | undefined, second: Scope | undefined): Scope | undefined =>
  first && second ? meet(first, second) : undefined;

describe('containment', () => {
  test('is reflexive and transitive, and two within each other answer every question alike', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, questions, (a, b, c, asked) => {
        expect(within(a, a)).toBe(true);
        if (within(a, b) && within(b, c)) expect(within(a, c)).toBe(true);
        if (isSame(a, b)) expect(covers(a, asked)).toBe(covers(b, asked));
      }),
      { numRuns: 2000 },
    );
  });

  test('lets nothing through that the wider one refuses', () => {
    fc.assert(
      fc.property(scopes, scopes, questions, (child, parent, asked) => {
        fc.pre(within(child, parent));
        if (covers(child, asked)) expect(covers(parent, asked)).toBe(true);
      }),
    );
  });

  test('of made children holds, and a name beyond the parent is named with its axis', () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom(...SCOPE_AXES), (parent, axis) => {
        const own = parent[axis] ?? ['*'];
        fc.pre(!own.includes('*'));
        const foreign = axis === 'verbs' ? '*' : 'a-name-of-nobody';
        const child = { ...parent, [axis]: [...own, foreign] };
        expect(excess(child, parent)).toEqual([{ axis, names: [foreign] }]);
        expect(within(parent, child)).toBe(true);
      }),
    );
  });

  test.each([
    [['propose:rollback'], ['propose:*'], true],
    [['propose:*'], ['propose:rollback', 'propose:scale'], false],
    [['propose:*'], ['*'], true],
    [['*'], ['observe', 'hypothesize', 'delegate', 'propose:*', 'execute:*'], false],
    [['execute:rollback'], ['propose:*'], false],
  ])('verbs %j are within %j: %s', (child, parent, expected) => {
    const of = (verbs: string[]): Scope => ({
      sources: ['*'],
      services: ['*'],
      environments: ['*'],
      verbs,
    });
    expect(within(of(child), of(parent))).toBe(expected);
  });

  test('absent tools are all tools, and an absent depth the deepest', () => {
    const base: Scope = { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['*'] };
    expect(excess(base, { ...base, tools: ['kubectl'], maxDepth: 2 })).toEqual([
      { axis: 'tools', names: ['*'] },
      { axis: 'maxDepth', names: ['10'] },
    ]);
  });
});

describe('the meet of two scopes', () => {
  test('is associative, commutative and idempotent', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (a, b, c) => {
        expect(meet(a, b)).toEqual(meet(b, a));
        expect(isSame(meetAll(meet(a, b), c), meetAll(a, meet(b, c)))).toBe(true);
        expect(isSame(meet(a, a), a)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('is within both, and whatever is within both is within it', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (a, b, x) => {
        const both = meet(a, b);
        if (both) expect([within(both, a), within(both, b)]).toEqual([true, true]);
        if (within(x, a) && within(x, b)) expect(both && within(x, both)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('grows with either side', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (a, wider, b) => {
        const narrow = meet(a, wider);
        fc.pre(narrow !== undefined);
        const less = narrow && meet(narrow, b);
        const more = meet(wider, b);
        if (less) expect(more && within(less, more)).toBe(true);
      }),
    );
  });

  test('covers exactly what both cover, and is nothing only where no question is', () => {
    fc.assert(
      fc.property(scopes, scopes, questions, (a, b, asked) => {
        const both = meet(a, b);
        const isCovered = covers(a, asked) && covers(b, asked);
        // What leaves an axis out is asked of no name there, which an empty axis lacks.
        const isWhole = Object.keys(asked).length === 5;
        if (both) expect(covers(both, asked)).toBe(isCovered);
        else if (isWhole) expect(isCovered).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('asked for a whole family, covers no more than both do', () => {
    fc.assert(
      fc.property(scopes, scopes, fc.constantFrom('propose', 'execute'), (a, b, verb) => {
        const both = meet(a, b);
        if (both && covers(both, { verb })) {
          expect(covers(a, { verb }) && covers(b, { verb })).toBe(true);
        }
      }),
    );
  });

  test('is spelt in one way', () => {
    fc.assert(
      fc.property(scopes, (a) => {
        const once = meet(a, a);
        expect(once && meet(once, once)).toEqual(once);
      }),
    );
  });
});
