import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lnPoissonMarginal } from '@/lib/drill/statistics/bayes-factors';
import { riseInShares, singleChangePoint } from '@/lib/drill/statistics/change-point';
import { seededRandom } from '@/lib/drill/statistics/seeded-random';

// British coal mining disasters a year, 1851–1962 (Jarrett 1979, Biometrika 66:191).
const COAL = [
  4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2,
  2, 3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1,
  0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0,
  1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0,
];

describe('a single change point', () => {
  it('is at 1891 in the coal mining disasters, as Carlin, Gelfand and Smith (1992) found', () => {
    const found = singleChangePoint(COAL.length, (from, to) => {
      const events = COAL.slice(from, to).reduce((sum, n) => sum + n, 0);
      return lnPoissonMarginal(events, to - from, 1, 1);
    });
    expect(1851 + (found?.index ?? 0) - 1).toBe(1891);
    expect(found?.lnBayesFactor).toBeGreaterThan(10);
    const mass = found?.posterior.slice(36, 48).reduce((sum, p) => sum + p, 0);
    expect(mass).toBeGreaterThan(0.95);
  });

  it('is found in shares wherever it was put', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 35 }), fc.nat(), (at, seed) => {
        const random = seededRandom(seed);
        const counts = Array.from({ length: 40 }, (_, i) => {
          const p = i < at ? 0.01 : 0.4;
          const hits = Array.from({ length: 20 }, () => random() < p).filter(Boolean).length;
          return { hits, total: 20 };
        });
        expect(Math.abs((riseInShares(counts)?.index ?? 0) - at)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is not claimed in a steady sequence', () => {
    const steady = Array.from({ length: 40 }, (_, i) => ({ hits: i % 2, total: 20 }));
    expect(riseInShares(steady)?.lnBayesFactor).toBeLessThan(0);
  });

  it('is a rise, never a fall, however much plainer the fall is', () => {
    const shares = [...Array(5).fill(18), ...Array(20).fill(0), ...Array(10).fill(6)];
    const counts = shares.map((hits: number) => ({ hits, total: 20 }));
    expect(riseInShares(counts.slice(0, 25))?.lnBayesFactor ?? -1).toBeLessThan(0);
    expect(riseInShares(counts.slice(5))?.index).toBe(20);
  });

  it('cannot be in fewer than two items', () => {
    expect(riseInShares([{ hits: 1, total: 2 }])).toBeNull();
  });
});
