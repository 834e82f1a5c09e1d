/** What the validation of drift reckons with. Pure; a seed makes the resampling repeatable. */

export interface Interval {
  low: number;
  high: number;
}

/**
 * Area under the ROC curve as the Mann–Whitney statistic: the chance that one of `bad` scores above
 * one of `good`, ties counted half. NaN where either is empty.
 */
export function auc(bad: readonly number[], good: readonly number[]): number {
  let wins = 0;
  for (const one of bad) {
    for (const other of good) wins += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return wins / (bad.length * good.length);
}

/** A small generator with a seed (Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const RESAMPLES = 4000;
const TAIL = 0.025;

/** The 95 % interval of an AUC by resampling each group with replacement; percentiles. */
export function bootstrapAuc(bad: readonly number[], good: readonly number[]): Interval {
  const next = seeded(20_261_125);
  const drawn = (all: readonly number[]) =>
    all.map(() => all[Math.floor(next() * all.length)] ?? 0);
  const sorted = Array.from({ length: RESAMPLES }, () => auc(drawn(bad), drawn(good))).sort(
    (a, b) => a - b,
  );
  const at = (share: number) => sorted[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { low: at(TAIL), high: at(1 - TAIL) };
}

const Z = 1.959964;

/** Variance of an AUC if it were `theta`, by Newcombe's form of Hanley and McNeil's. */
function varianceAt(theta: number, m: number, n: number): number {
  const half = (m + n) / 2 - 1;
  const spread = 1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta));
  return (theta * (1 - theta) * spread) / (m * n);
}

/**
 * The 95 % score interval of an AUC (Newcombe 2006, part 2, method 5): all values that what was seen
 * does not speak against. Unlike resampling it stays honest at 0 and 1 and with few runs.
 */
export function scoreInterval(seen: number, m: number, n: number): Interval {
  const isWithin = (theta: number) =>
    Math.abs(theta - seen) <= Z * Math.sqrt(varianceAt(theta, m, n));
  const edge = (outside: number): number => {
    if (isWithin(outside)) return outside;
    let [out, inside] = [outside, seen];
    for (let i = 0; i < 50; i++) {
      const middle = (out + inside) / 2;
      if (isWithin(middle)) inside = middle;
      else out = middle;
    }
    return inside;
  };
  return { low: edge(0), high: edge(1) };
}

/** Runs that may be compared with one another, such as those of one problem. */
export interface Stratum {
  bad: readonly number[];
  good: readonly number[];
}

/** Twice the mid-ranks, so that ties stay whole numbers. */
function doubledRanks(all: readonly number[]): number[] {
  return all.map((one) => {
    const below = all.filter((other) => other < one).length;
    const same = all.filter((other) => other === one).length;
    return 2 * below + same + 1;
  });
}

/** How many ways there are to draw `drawn` of the ranks, by their sum. */
function waysBySum(ranks: readonly number[], drawn: number): Map<number, number> {
  const ways = Array.from({ length: drawn + 1 }, () => new Map<number, number>());
  ways[0]?.set(0, 1);
  for (const rank of ranks) {
    for (let n = drawn; n > 0; n--) {
      for (const [sum, count] of ways[n - 1] ?? []) {
        ways[n]?.set(sum + rank, (ways[n]?.get(sum + rank) ?? 0) + count);
      }
    }
  }
  return ways[drawn] ?? new Map<number, number>();
}

const total = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);

/**
 * The two-sided p of the Mann–Whitney statistic by every way to hand out the labels, within each
 * stratum and no other: exact with ties and with few runs, where a bootstrap is neither. 1 where
 * nothing can be handed out otherwise.
 */
export function permutationP(strata: readonly Stratum[]): number {
  let seen = 0;
  let expected = 0;
  let ways = new Map<number, number>([[0, 1]]);
  for (const { bad, good } of strata) {
    const ranks = doubledRanks([...bad, ...good]);
    seen += total(ranks.slice(0, bad.length));
    expected += (total(ranks) * bad.length) / Math.max(1, ranks.length);
    const next = new Map<number, number>();
    for (const [sum, count] of waysBySum(ranks, bad.length)) {
      for (const [before, times] of ways) {
        next.set(before + sum, (next.get(before + sum) ?? 0) + times * count);
      }
    }
    ways = next;
  }
  const off = Math.abs(seen - expected) - 1e-9;
  const asFar = [...ways].filter(([sum]) => Math.abs(sum - expected) >= off);
  return total(asFar.map(([, count]) => count)) / total([...ways.values()]);
}

/** One-sided 80 % and two-sided 95 % of the normal distribution together. */
const POWER = 0.841621;

/**
 * Runs that it takes, half of them bad, to find an AUC of so much different from one half: four times
 * in five, at the two-sided 5 % (Noether 1987, for the Wilcoxon–Mann–Whitney test).
 */
export const runsNeeded = (area: number): number =>
  2 * Math.ceil((Z + POWER) ** 2 / (6 * (area - 0.5) ** 2));
