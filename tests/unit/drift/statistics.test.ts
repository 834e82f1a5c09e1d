import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atThreshold,
  auc,
  bestThreshold,
  bootstrapAuc,
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

describe('a threshold', () => {
  test('that tells most apart is found', () => {
    expect(bestThreshold([5, 6, 7], [1, 2, 6])).toEqual({
      threshold: 5,
      sensitivity: 1,
      specificity: expect.closeTo(2 / 3),
    });
    expect(atThreshold([1], [1], 2)).toEqual({ threshold: 2, sensitivity: 0, specificity: 1 });
  });
});
