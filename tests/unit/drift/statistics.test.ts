import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  auc,
  bootstrapAuc,
  permutationP,
  runsNeeded,
  scoreInterval,
} from '../../bench/drift-statistics';

const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 12 });

describe('the area under the curve', () => {
  test.each([
    [[3, 4], [1, 2], 1],
    [[1, 2], [3, 4], 0],
    [[1], [1], 0.5],
    [[1, 3], [2], 0.5],
    [[2, 3], [1, 2], 0.875],
  ])('of %j over %j is known', (bad, good, expected) => {
    expect(auc(bad, good)).toBe(expected);
  });

  test('turned around is its complement, and no stretching of the scores changes it', () => {
    fc.assert(
      fc.property(scores, scores, (bad, good) => {
        expect(auc(bad, good) + auc(good, bad)).toBeCloseTo(1);
        const stretched = (all: number[]) => all.map((score) => score ** 3 - 7);
        expect(auc(stretched(bad), stretched(good))).toBe(auc(bad, good));
      }),
    );
  });

  test('lies within both of its intervals', () => {
    fc.assert(
      fc.property(scores, scores, (bad, good) => {
        const seen = auc(bad, good);
        const within = scoreInterval(seen, bad.length, good.length);
        expect(within.low).toBeLessThanOrEqual(seen + 1e-9);
        expect(within.high).toBeGreaterThanOrEqual(seen - 1e-9);
        const drawn = bootstrapAuc(bad, good);
        expect(drawn.low).toBeLessThanOrEqual(drawn.high);
      }),
      { numRuns: 20 },
    );
  });

  test('of five against five that are all apart is still not certain', () => {
    const { low, high } = scoreInterval(1, 5, 5);
    expect(high).toBe(1);
    expect(low).toBeGreaterThan(0.5);
    expect(low).toBeLessThan(0.85);
    expect(bootstrapAuc([2, 3], [0, 1])).toEqual({ low: 1, high: 1 });
  });
});

describe('the exact p', () => {
  test.each([
    ['three over three that are all apart', [{ bad: [4, 5, 6], good: [1, 2, 3] }], 2 / 20],
    ['the same turned around', [{ bad: [1, 2, 3], good: [4, 5, 6] }], 2 / 20],
    ['one against one', [{ bad: [2], good: [1] }], 1],
    ['all the same', [{ bad: [1, 1], good: [1, 1] }], 1],
    [
      'two strata of one over two',
      [
        { bad: [3], good: [1, 2] },
        { bad: [9], good: [7, 8] },
      ],
      2 / 9,
    ],
    ['none at all', [], 1],
  ])('of %s is counted out', (_, strata, expected) => {
    expect(permutationP(strata)).toBeCloseTo(expected);
  });

  test('is a chance, the same for any stretching of the scores', () => {
    fc.assert(
      fc.property(scores, scores, (bad, good) => {
        const p = permutationP([{ bad, good }]);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        const stretched = (all: number[]) => all.map((score) => score ** 3 - 7);
        expect(permutationP([{ bad: stretched(bad), good: stretched(good) }])).toBeCloseTo(p);
        expect(permutationP([{ bad: good, good: bad }])).toBeCloseTo(p);
      }),
    );
  });
});

describe('the runs that an area needs', () => {
  test('are as Noether has them, and fewer the further it is from one half', () => {
    expect(runsNeeded(0.7)).toBe(66);
    expect(runsNeeded(0.3)).toBe(66);
    expect(runsNeeded(0.8)).toBeLessThan(runsNeeded(0.7));
  });
});
