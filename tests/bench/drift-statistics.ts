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

const shareFrom = (all: readonly number[], threshold: number): number =>
  all.length === 0 ? Number.NaN : all.filter((score) => score >= threshold).length / all.length;

export interface AtThreshold {
  threshold: number;
  /** Share of bad runs at or above it, and of good runs below it. */
  sensitivity: number;
  specificity: number;
}

export const atThreshold = (
  bad: readonly number[],
  good: readonly number[],
  threshold: number,
): AtThreshold => ({
  threshold,
  sensitivity: shareFrom(bad, threshold),
  specificity: 1 - shareFrom(good, threshold),
});

/** The threshold that tells most apart (Youden's J); of several the lowest. */
export function bestThreshold(bad: readonly number[], good: readonly number[]): AtThreshold {
  const worth = ({ sensitivity, specificity }: AtThreshold) => sensitivity + specificity;
  const tried = [...new Set([...bad, ...good])]
    .sort((a, b) => a - b)
    .map((threshold) => atThreshold(bad, good, threshold));
  const [first, ...rest] = tried;
  if (!first) throw new RangeError('There are no scores to part.');
  return rest.reduce((best, each) => (worth(each) > worth(best) ? each : best), first);
}
