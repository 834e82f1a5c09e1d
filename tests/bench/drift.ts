import { createHash } from 'node:crypto';
import { type DriftComponentName, driftComponentName } from '@/lib/drift/schema';
import { readRecorded, type Recorded } from './drift-recordings';
import { type Worst, worstOfRun } from './drift-replay';
import {
  atThreshold,
  type AtThreshold,
  auc,
  bestThreshold,
  bootstrapAuc,
  type Interval,
  scoreInterval,
} from './drift-statistics';
import { round } from './quantile';

interface Scored extends Omit<Recorded, 'operations' | 'places'>, Worst {}

/** How well one number tells failed runs from good ones. */
export interface Told {
  failed: number;
  good: number;
  auc: number;
  bootstrap: Interval;
  score: Interval;
}

const SHIPPED_THRESHOLD = 0.6;

/** Which half a run is in: by the hash of its file's name, so that nobody chose. */
export const isKeptAside = (name: string): boolean =>
  (createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 1;

const rounded = ({ low, high }: Interval): Interval => ({
  low: round(low, 3),
  high: round(high, 3),
});

function told(failed: number[], good: number[]): Told | null {
  if (failed.length === 0 || good.length === 0) return null;
  const area = auc(failed, good);
  return {
    failed: failed.length,
    good: good.length,
    auc: round(area, 3),
    bootstrap: rounded(bootstrapAuc(failed, good)),
    score: rounded(scoreInterval(area, failed.length, good.length)),
  };
}

const scores = (runs: readonly Scored[]): number[] => runs.map(({ score }) => score);
const withValue = (runs: readonly Scored[], name: DriftComponentName): number[] =>
  runs.map(({ components }) => components[name]).filter((value) => value !== null);

function byThreshold(failed: Scored[], good: Scored[], threshold: number): AtThreshold {
  const { sensitivity, specificity } = atThreshold(scores(failed), scores(good), threshold);
  return { threshold, sensitivity: round(sensitivity, 3), specificity: round(specificity, 3) };
}

/** Everything that is reported of one way to say which runs are bad. */
function reportOf(runs: readonly Scored[], isBad: (run: Scored) => boolean) {
  const judged = runs.filter((run) => run.label === 'good' || isBad(run));
  const part = (isAside: boolean | null, bad: boolean) =>
    judged.filter(
      (run) => (isAside === null || isKeptAside(run.name) === isAside) && isBad(run) === bad,
    );
  const [aside, rest] = [true, false].map((half) => ({
    bad: part(half, true),
    good: part(half, false),
  }));
  const all = { bad: part(null, true), good: part(null, false) };
  const chosen =
    rest && told(scores(rest.bad), scores(rest.good))
      ? bestThreshold(scores(rest.bad), scores(rest.good)).threshold
      : SHIPPED_THRESHOLD;
  const components = Object.fromEntries(
    driftComponentName.options.map((name) => [
      name,
      told(withValue(all.bad, name), withValue(all.good, name)),
    ]),
  );
  return {
    keptAside: aside ? told(scores(aside.bad), scores(aside.good)) : null,
    otherHalf: rest ? told(scores(rest.bad), scores(rest.good)) : null,
    all: told(scores(all.bad), scores(all.good)),
    components,
    chosen: aside ? byThreshold(aside.bad, aside.good, chosen) : null,
    shipped: aside ? byThreshold(aside.bad, aside.good, SHIPPED_THRESHOLD) : null,
  };
}

/**
 * Whether drift tells failed runs from good ones, on recorded runs of real agents: the worst score
 * that each comes to, against its benchmark's verdict. Null where the recordings are not there.
 */
export function measureDriftOnRecordings() {
  const runs: Scored[] = readRecorded().map(({ operations, places, ...run }) => ({
    ...run,
    ...worstOfRun(operations, places),
  }));
  if (runs.length === 0) return null;
  const place = [...scores(runs)].sort((a, b) => b - a);
  return {
    runs: runs
      .map((run) => ({ ...run, keptAside: isKeptAside(run.name) }))
      .toSorted((a, b) => b.score - a.score),
    runaways: runs
      .filter(({ isRunaway }) => isRunaway)
      .map(({ name, score }) => ({
        name,
        score,
        place: place.indexOf(score) + 1,
        of: runs.length,
      })),
    byVerdict: reportOf(runs, ({ label }) => label === 'failed'),
    unfinishedToo: reportOf(runs, ({ label }) => label === 'failed' || label === 'unfinished'),
  };
}
