import { share, type Count } from './proportions';
import { lnBeta } from './special-functions';

export interface ChangePoint {
  /** The most probable first index of the second segment: 1 ≤ index < length. */
  index: number;
  /** P(the second segment starts at i | there is one change), for every i; 0 at i = 0. */
  posterior: number[];
  /** ln of the Bayes factor for one change over none. */
  lnBayesFactor: number;
}

/**
 * Where a sequence changed once, by A. F. M. Smith's Bayesian single change-point (1975, Biometrika
 * 62:407): every split is equally likely beforehand, and each is weighed by the marginal likelihood
 * of its two segments. `lnMarginal(from, to)` is that of the items from ≤ i < to. Null where no
 * split is allowed.
 */
export function singleChangePoint(
  length: number,
  lnMarginal: (from: number, to: number) => number,
  isAllowed: (at: number) => boolean = () => true,
): ChangePoint | null {
  const weights = Array.from({ length }, (_, i) =>
    i === 0 || !isAllowed(i) ? Number.NEGATIVE_INFINITY : lnMarginal(0, i) + lnMarginal(i, length),
  );
  const peak = Math.max(...weights);
  if (!Number.isFinite(peak)) return null;
  const total = weights.reduce((sum, w) => sum + Math.exp(w - peak), 0);
  const posterior = weights.map((w) => Math.exp(w - peak) / total);
  return {
    index: weights.indexOf(peak),
    posterior,
    lnBayesFactor: peak + Math.log(total) - Math.log(length - 1) - lnMarginal(0, length),
  };
}

/**
 * The single rise in a sequence of hits and totals: uniform priors on both shares, and no split
 * after which the share is not higher than before it.
 */
export function riseInShares(counts: readonly Count[]): ChangePoint | null {
  const hits = [0];
  const totals = [0];
  counts.forEach((count, i) => {
    hits.push((hits[i] ?? 0) + count.hits);
    totals.push((totals[i] ?? 0) + count.total);
  });
  const between = (from: number, to: number): Count => ({
    hits: (hits[to] ?? 0) - (hits[from] ?? 0),
    total: (totals[to] ?? 0) - (totals[from] ?? 0),
  });
  const isRise = (at: number) => share(between(0, at)) < share(between(at, counts.length));
  const lnMarginal = (from: number, to: number) => {
    const { hits: h, total: n } = between(from, to);
    return lnBeta(h + 1, n - h + 1);
  };
  return singleChangePoint(counts.length, lnMarginal, isRise);
}
