import type { Count } from './proportions';
import { chiSquaredUpperTail } from './special-functions';

const lnLikelihood = (p: number, { hits, total }: Count): number =>
  (hits === 0 ? 0 : hits * Math.log(p)) + (hits === total ? 0 : (total - hits) * Math.log(1 - p));

const shareOf = (count: Count): number => (count.total === 0 ? 0 : count.hits / count.total);

/**
 * Dunning's log-likelihood ratio −2 ln λ for two binomials (T. Dunning, 1993, Accurate Methods for
 * the Statistics of Surprise and Coincidence, Computational Linguistics 19:61), also called G².
 * Unlike a z-test it stays usable for counts near 0, as those of rare log lines are.
 */
export function dunningG2(first: Count, second: Count): number {
  const pooled = { hits: first.hits + second.hits, total: first.total + second.total };
  const p = shareOf(pooled);
  const apart = lnLikelihood(shareOf(first), first) + lnLikelihood(shareOf(second), second);
  return Math.max(0, 2 * (apart - lnLikelihood(p, first) - lnLikelihood(p, second)));
}

export interface OverRepresented<Key> {
  key: Key;
  before: Count;
  after: Count;
  /** Signed: below zero where the key has become rarer. */
  g2: number;
  pValue: number;
}

/**
 * Ranks the keys of two bags of counts by how much more of the second bag they make than of the
 * first: signed G², the largest first, ties by key.
 */
export function rankOverRepresented(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): OverRepresented<string>[] {
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((total, n) => total + n, 0);
  const [totalBefore, totalAfter] = [sum(before), sum(after)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => {
      const b = { hits: before.get(key) ?? 0, total: totalBefore };
      const a = { hits: after.get(key) ?? 0, total: totalAfter };
      const g2 = dunningG2(b, a);
      const sign = shareOf(a) >= shareOf(b) ? 1 : -1;
      return { key, before: b, after: a, g2: sign * g2, pValue: chiSquaredUpperTail(g2) };
    })
    .sort((x, y) => y.g2 - x.g2 || x.key.localeCompare(y.key));
}
