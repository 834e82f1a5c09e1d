import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProportions, wilsonInterval } from '@/lib/drill/statistics/proportions';

describe('the Wilson interval', () => {
  // Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
  it.each([
    { hits: 81, total: 263, low: 0.2553, high: 0.3662 },
    { hits: 15, total: 148, low: 0.0624, high: 0.1605 },
    { hits: 0, total: 20, low: 0, high: 0.1611 },
    { hits: 1, total: 29, low: 0.0061, high: 0.1718 },
  ])('of $hits in $total is the published one', ({ hits, total, low, high }) => {
    const interval = wilsonInterval({ hits, total });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('always holds the observed share and stays inside [0, 1]', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const [hits, total] = [Math.min(a, b), Math.max(a, b, 1)];
        const { low, high } = wilsonInterval({ hits, total });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / total);
        expect(high).toBeGreaterThanOrEqual(hits / total);
      }),
    );
  });

  it('says nothing where nothing was tried', () => {
    expect(wilsonInterval({ hits: 0, total: 0 })).toEqual({ low: 0, high: 1 });
  });
});

describe('comparing two proportions', () => {
  it('gives the z of the Physicians’ Health Study on aspirin (Agresti, section 2.2: X² = 25.01)', () => {
    const test = compareProportions({ hits: 104, total: 11_037 }, { hits: 189, total: 11_034 });
    expect(test.z ** 2).toBeCloseTo(25.01, 2);
    expect(test.difference).toBeCloseTo(0.0077, 4);
    expect(test.pValue).toBeLessThan(1e-6);
  });

  it('gives Newcombe’s interval for 56 of 70 against 48 of 80 (1998, 17:873, table II)', () => {
    const { interval } = compareProportions({ hits: 48, total: 80 }, { hits: 56, total: 70 });
    expect(interval.low).toBeCloseTo(0.0524, 4);
    expect(interval.high).toBeCloseTo(0.3339, 4);
  });

  it('changes only its sign when the sides are swapped', () => {
    const count = fc
      .tuple(fc.nat(500), fc.nat(500))
      .map(([a, b]) => ({ hits: Math.min(a, b), total: Math.max(a, b) }));
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [there, back] = [compareProportions(a, b), compareProportions(b, a)];
        expect(there.z).toBeCloseTo(-back.z, 9);
        expect(there.pValue).toBeCloseTo(back.pValue, 9);
      }),
    );
  });

  it('finds nothing where a side is empty or all is alike', () => {
    expect(compareProportions({ hits: 0, total: 0 }, { hits: 5, total: 9 }).pValue).toBe(1);
    expect(compareProportions({ hits: 0, total: 10 }, { hits: 0, total: 9 }).pValue).toBe(1);
  });
});
