import { describe, expect, it } from 'vitest';
import {
  chiSquaredUpperTail,
  erfc,
  lnBeta,
  lnGamma,
  normalUpperTail,
} from '@/lib/drill/statistics/special-functions';

describe('special functions', () => {
  it('has Γ(n) = (n − 1)! and Γ(1/2) = √π', () => {
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(lnGamma(1)).toBeCloseTo(0, 12);
  });

  it('has B(a, b) of whole numbers', () => {
    expect(lnBeta(2, 30)).toBeCloseTo(-Math.log(930), 10);
  });

  // Abramowitz & Stegun, table 7.1, and its table 26.1 for the normal tail.
  it.each([
    [0, 1],
    [0.5, 0.479_500_122],
    [1, 0.157_299_207],
    [2, 0.004_677_735],
    [3, 0.000_022_090_5],
    [-1, 1.842_700_793],
  ])('has erfc(%d) = %d', (x, expected) => {
    expect(erfc(x)).toBeCloseTo(expected, 9);
  });

  it('has the usual critical points', () => {
    expect(normalUpperTail(1.959_963_985)).toBeCloseTo(0.025, 9);
    expect(chiSquaredUpperTail(3.841_458_821)).toBeCloseTo(0.05, 9);
    expect(chiSquaredUpperTail(0)).toBe(1);
  });

  it('keeps its digits far in the tail', () => {
    expect(normalUpperTail(10) / 7.619_853_024_160_5e-24).toBeCloseTo(1, 9);
  });
});
