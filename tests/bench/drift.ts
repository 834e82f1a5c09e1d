import { createHash } from 'node:crypto';
import { type DriftComponentName, driftComponentName } from '@/lib/drift/schema';
import { readRecorded, type Recorded } from './drift-recordings';
import { type Worst, worstOfRun } from './drift-replay';
import {
  auc,
  bootstrapAuc,
  type Interval,
  permutationP,
  runsNeeded,
  scoreInterval,
  type Stratum,
} from './drift-statistics';
import { round } from './quantile';

interface Scored extends Omit<Recorded, 'operations' | 'places'>, Worst {
  keptAside: boolean;
}

/** How well one number tells failed runs from good ones. */
export interface Told {
  failed: number;
  good: number;
  auc: number;
  bootstrap: Interval;
  score: Interval;
  /** Exact, two-sided. */
  p: number;
}

const SHIPPED_THRESHOLD = 0.6;

/** Which half a run is in: by the hash of its file's name, so that nobody chose. */
export const isKeptAside = (name: string): boolean =>
  (createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 1;

const rounded = ({ low, high }: Interval): Interval => ({
  low: round(low, 3),
  high: round(high, 3),
});

function told({ bad, good }: Stratum): Told | null {
  if (bad.length === 0 || good.length === 0) return null;
  const area = auc(bad, good);
  return {
    failed: bad.length,
    good: good.length,
    auc: round(area, 3),
    bootstrap: rounded(bootstrapAuc(bad, good)),
    score: rounded(scoreInterval(area, bad.length, good.length)),
    p: round(permutationP([{ bad, good }]), 4),
  };
}

/** Whether a run is bad, by one way to say so; undefined where that does not say. */
type Outcome = (run: Scored) => boolean | undefined;

/** As whoever waits for the system sees it: the fix or, where none was judged, the diagnosis. */
const byOutcome: Outcome = ({ label }) => (label === 'unjudged' ? undefined : label === 'failed');

/** By the investigation alone, whatever became of the system. */
const byDiagnosis: Outcome = ({ verdicts, isRunaway }) =>
  isRunaway || (verdicts.diagnosis === null ? undefined : !verdicts.diagnosis);

function stratum(runs: readonly Scored[], isBad: Outcome, value: (run: Scored) => number): Stratum {
  const judged = runs.map((run) => ({ bad: isBad(run), value: value(run) }));
  const of = (which: boolean) =>
    judged.filter(({ bad }) => bad === which).map((each) => each.value);
  return { bad: of(true), good: of(false) };
}

const scoreOf = ({ score }: Scored): number => score;

/** Failed against good runs of the same problem: what is left when no problem is harder. */
function withinProblems(runs: readonly Scored[]) {
  const problems = [...new Set(runs.map(({ problem }) => problem))];
  const strata = problems
    .map((problem) =>
      stratum(
        runs.filter((run) => run.problem === problem),
        byOutcome,
        scoreOf,
      ),
    )
    .filter(({ bad, good }) => bad.length > 0 && good.length > 0);
  const pairs = strata.reduce((sum, { bad, good }) => sum + bad.length * good.length, 0);
  if (pairs === 0) return null;
  const won = strata.reduce(
    (sum, { bad, good }) => sum + auc(bad, good) * bad.length * good.length,
    0,
  );
  return {
    problems: strata.length,
    of: problems.length,
    pairs,
    auc: round(won / pairs, 3),
    p: round(permutationP(strata), 4),
  };
}

function componentOf(runs: readonly Scored[], name: DriftComponentName): Told | null {
  const stating = runs.filter(({ components }) => components[name] !== null);
  return told(stratum(stating, byOutcome, ({ components }) => components[name] ?? 0));
}

/** How many of the failed and of the good runs the server would have stopped by drift. */
function stoppedIn(runs: readonly Scored[]) {
  const stopped = runs.filter(({ isStopped }) => isStopped);
  const count = (all: readonly Scored[], label: Recorded['label']) =>
    all.filter((run) => run.label === label).length;
  return {
    failed: count(stopped, 'failed'),
    ofFailed: count(runs, 'failed'),
    good: count(stopped, 'good'),
    ofGood: count(runs, 'good'),
  };
}

function reportOf(runs: readonly Scored[]) {
  const components = driftComponentName.options.map(
    (name) => [name, componentOf(runs, name)] as const,
  );
  return {
    byOutcome: told(stratum(runs, byOutcome, scoreOf)),
    byDiagnosis: told(stratum(runs, byDiagnosis, scoreOf)),
    withinProblems: withinProblems(runs),
    components: Object.fromEntries(components),
    stopped: stoppedIn(runs),
  };
}

/**
 * Whether drift tells failed runs from good ones, on recorded runs of real agents: the worst that the
 * meter came to in each, against its benchmark's verdict. Null where the recordings are not there.
 */
export function measureDriftOnRecordings() {
  const runs: Scored[] = readRecorded().map(({ operations, places, ...run }) => ({
    ...run,
    ...worstOfRun(operations, places, SHIPPED_THRESHOLD),
    keptAside: isKeptAside(run.name),
  }));
  if (runs.length === 0) return null;
  const ordered = runs.toSorted((a, b) => b.score - a.score);
  const all = reportOf(runs);
  const areas = [...new Set([all.byOutcome?.auc ?? 0.5, 0.7, 0.8])].filter((area) => area > 0.5);
  return {
    keptAside: reportOf(runs.filter(({ keptAside }) => keptAside)),
    otherHalf: reportOf(runs.filter(({ keptAside }) => !keptAside)),
    all,
    needed: areas.map((area) => ({ auc: area, runs: runsNeeded(area) })),
    runaways: ordered
      .map(({ name, score, isStopped, isRunaway }, i) => ({
        name,
        score,
        isStopped,
        isRunaway,
        place: i + 1,
        of: ordered.length,
      }))
      .filter(({ isRunaway }) => isRunaway),
    runs: ordered,
  };
}
