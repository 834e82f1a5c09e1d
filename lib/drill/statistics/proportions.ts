import { normalUpperTail } from './special-functions';

/** `hits` of `total` trials, 0 ≤ hits ≤ total. */
export interface Count {
  hits: number;
  total: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** The 97.5 % point of the normal distribution: two-sided 95 %. */
export const Z95 = 1.959_963_984_540_054;

/** The share of hits, and 0 where nothing was tried. */
export function share({ hits, total }: Count): number {
  return total === 0 ? 0 : hits / total;
}

/**
 * Wilson's score interval for a proportion (E. B. Wilson, 1927, JASA 22; method 3 of R. G.
 * Newcombe, 1998, Statistics in Medicine 17:857). With no trials it is [0, 1].
 */
export function wilsonInterval({ hits, total }: Count, z: number = Z95): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const p = hits / total;
  const spread = (z * z) / total;
  const centre = (p + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((p * (1 - p)) / total + spread / (4 * total));
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === total ? 1 : Math.min(1, centre + half),
  };
}

export interface ProportionTest {
  /** Share after less share before. */
  difference: number;
  /** Newcombe's hybrid score interval of the difference (1998, Statistics in Medicine 17:873, method 10). */
  interval: Interval;
  z: number;
  /** Two-sided. */
  pValue: number;
}

/**
 * The pooled two-proportion z-test of `after` against `before` (A. Agresti, Categorical Data
 * Analysis, section 3.2), with Newcombe's interval for the difference. With an empty side, or
 * nothing but hits or misses on both, z is 0 and the p-value 1: such data tell nothing apart.
 */
export function compareProportions(before: Count, after: Count): ProportionTest {
  const [p, q] = [share(before), share(after)];
  const [b, a] = [wilsonInterval(before), wilsonInterval(after)];
  const difference = q - p;
  const interval = {
    low: difference - Math.hypot(q - a.low, b.high - p),
    high: difference + Math.hypot(a.high - q, p - b.low),
  };
  const trials = before.total + after.total;
  const pooled = trials === 0 ? 0 : (before.hits + after.hits) / trials;
  const variance = pooled * (1 - pooled) * (1 / before.total + 1 / after.total);
  const z = Number.isFinite(variance) && variance > 0 ? difference / Math.sqrt(variance) : 0;
  return { difference, interval, z, pValue: Math.min(1, 2 * normalUpperTail(Math.abs(z))) };
}
