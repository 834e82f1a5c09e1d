import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lnBayesFactorOfRates,
  lnBayesFactorOfShares,
  probabilityOf,
} from '@/lib/drill/statistics/bayes-factors';

describe('the Bayes factor of two shares', () => {
  it('is 3.05 for 1 ill of 30 against 3 of 10 (MacKay 2003, section 37.1)', () => {
    const ln = lnBayesFactorOfShares({ hits: 1, total: 30 }, { hits: 3, total: 10 });
    expect(Math.exp(ln)).toBeCloseTo(3.05, 2);
  });

  it('is 3/2 for one hit of one against none of one, worked by hand', () => {
    const ln = lnBayesFactorOfShares({ hits: 1, total: 1 }, { hits: 0, total: 1 });
    expect(Math.exp(ln)).toBeCloseTo(4 / 6 / (4 / 9), 9);
  });

  it('does not care which side is which', () => {
    const count = fc
      .tuple(fc.nat(300), fc.nat(300))
      .map(([a, b]) => ({ hits: Math.min(a, b), total: Math.max(a, b) }));
    fc.assert(
      fc.property(count, count, (a, b) => {
        expect(lnBayesFactorOfShares(a, b)).toBeCloseTo(lnBayesFactorOfShares(b, a), 8);
      }),
    );
  });

  it('favours one share where the shares are alike, and more so with more data', () => {
    const few = lnBayesFactorOfShares({ hits: 5, total: 50 }, { hits: 5, total: 50 });
    const many = lnBayesFactorOfShares({ hits: 50, total: 500 }, { hits: 50, total: 500 });
    expect(few).toBeLessThan(0);
    expect(many).toBeLessThan(few);
  });
});

describe('the Bayes factor of two rates', () => {
  it('is below 0 for equal rates, above 0 for plainly different ones, 0 for nothing seen', () => {
    const alike = { events: 60, seconds: 20 };
    expect(lnBayesFactorOfRates(alike, alike)).toBeLessThan(0);
    expect(lnBayesFactorOfRates(alike, { events: 240, seconds: 20 })).toBeGreaterThan(10);
    expect(lnBayesFactorOfRates({ events: 0, seconds: 5 }, { events: 0, seconds: 9 })).toBe(0);
  });

  it('turns into a probability between 0 and 1', () => {
    expect(probabilityOf(0)).toBe(0.5);
    expect(probabilityOf(800)).toBe(1);
    expect(probabilityOf(-800)).toBe(0);
  });
});
