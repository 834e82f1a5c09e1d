import { compareProportions, share, wilsonInterval, type Count } from '../statistics/proportions';

/** The failing and all answers of one service, in three stretches of time. */
export interface Stretches {
  /** Before the trouble began; null where that is not known. */
  baseline: Count | null;
  /** While it lasted, up to the execution. */
  fault: Count;
  /** After the execution. */
  now: Count;
}

export type Recovery = 'recovered' | 'not_recovered' | 'unaffected' | 'unknown';

/** Two-sided significance of every test here. */
const ALPHA = 0.01;
/** A service that fails less than this share of its answers is not in trouble. */
const TOLERABLE = 0.02;
const LEAST_ANSWERS = 20;

/**
 * Whether one service recovered, by two-proportion z-tests at 1 %: it did when it fails
 * significantly less than during the fault, and not significantly more than before it (or than
 * tolerable). Too few answers leave it unknown.
 */
export function recoveryOf({ baseline, fault, now }: Stretches): Recovery {
  if (now.total < LEAST_ANSWERS || fault.total === 0) return 'unknown';
  const isLow = wilsonInterval(now).low <= TOLERABLE;
  const wasHigh = wilsonInterval(fault).low > TOLERABLE;
  const rise = baseline ? compareProportions(baseline, now) : null;
  const isBack = isLow || (rise !== null && !(rise.difference > 0 && rise.pValue < ALPHA));
  if (!wasHigh) return isBack ? 'unaffected' : 'not_recovered';
  const fall = compareProportions(fault, now);
  const hasFallen = fall.difference < 0 && fall.pValue < ALPHA;
  return hasFallen && isBack ? 'recovered' : 'not_recovered';
}

/**
 * All services together: not recovered while any is not; recovered when one that suffered did, and
 * nothing is unknown.
 */
export function overall(all: readonly Recovery[]): 'recovered' | 'not_recovered' | 'unknown' {
  if (all.includes('not_recovered')) return 'not_recovered';
  return all.includes('recovered') && !all.includes('unknown') ? 'recovered' : 'unknown';
}

const text = (count: Count | null) => {
  if (!count) return 'unknown';
  const { low, high } = wilsonInterval(count);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return `${count.hits} of ${count.total} (${percent(share(count))}, 95 % ${percent(low)} to ${percent(high)})`;
};

/** The row of one service in the table that goes with a verification. */
export function recoveryRow(service: string, stretches: Stretches) {
  const { z, pValue } = compareProportions(stretches.fault, stretches.now);
  return [
    service,
    text(stretches.baseline),
    text(stretches.fault),
    text(stretches.now),
    Number(z.toFixed(2)),
    pValue.toExponential(1),
    recoveryOf(stretches).replace('_', ' '),
  ];
}

export const RECOVERY_COLUMNS = [
  'service',
  'failing before the fault',
  'during the fault',
  'after the execution',
  'z, after against during',
  'p',
  'verdict',
];
