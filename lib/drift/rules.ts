import { concentration } from '@/lib/drift/components/concentration';
import { distance } from '@/lib/drift/components/distance';
import { lockIn } from '@/lib/drift/components/lock-in';
import { oneSidedness } from '@/lib/drift/components/one-sidedness';
import { repetition } from '@/lib/drift/components/repetition';
import { staleness } from '@/lib/drift/components/staleness';
import type { DriftFacts } from '@/lib/drift/facts';
import type { DriftComponent, DriftLevel, DriftMeasure, DriftMeasured } from '@/lib/drift/schema';

/** With fewer items of evidence and fewer steps than this nothing is said: no direction shows yet. */
export const MEASURED_FROM = 5;
/** With fewer than this nothing is raised, by drift or by repeated queries. */
export const RAISED_FROM = 10;
/** With fewer known components than this a score is shown, and raises nothing. */
const KNOWN_TO_RAISE = 3;
/** A change of this much is worth an event of its own. */
const MATERIAL = 0.05;
/** Once let go, a score has to rise by this much to stop the agent again without falling first. */
const RISE_AGAIN = 0.15;

/**
 * The root mean square of the components that are known: `√(Σ v² / k)`. What is not stated stands
 * neither in the sum nor in the count, so it is neither well nor bad. It lies between the mean and
 * the maximum: two bad components count for more than four mediocre ones, and with three known, one
 * at its worst alone gives 0.577, which is below the 0.6 that ships: one component alone stops
 * nobody. 0 where nothing is known.
 */
export function scoreOf(components: readonly Pick<DriftComponent, 'value'>[]): number {
  const values = components.map(({ value }) => value).filter((value) => value !== null);
  if (values.length === 0) return 0;
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return Math.round(Math.sqrt(squares / values.length) * 1000) / 1000;
}

/**
 * How far an investigation has wandered from its incident: six components, each with its sentence,
 * and one score. Total, bounded and pure; `nowMs` is the time it is measured at, epoch ms.
 */
export function measureDrift(facts: DriftFacts, nowMs: number): DriftMeasure {
  const components = [
    concentration(facts),
    oneSidedness(facts),
    distance(facts),
    repetition(facts),
    staleness(facts, nowMs),
    lockIn(facts),
  ];
  return { score: scoreOf(components), components };
}

/** In words: at the threshold it is off track, and from two thirds of the way there it wanders. */
export function levelOf(score: number, threshold: number): DriftLevel {
  if (score >= threshold) return 'off-track';
  return score >= (2 / 3) * threshold ? 'wandering' : 'on-track';
}

/** Whether a measurement says enough that the last one did not. */
export function isMaterial(before: DriftMeasured | null, now: DriftMeasured): boolean {
  if (!before) return true;
  return before.level !== now.level || Math.abs(before.score - now.score) >= MATERIAL;
}

/**
 * Whether a measurement stops the agent. Once people let it go at a score, it takes a fall below
 * the threshold, or a rise by a set step, to stop it again.
 * @param letGoAt the score at which people last let it go on; null since it fell below
 */
export function isRaised(
  { score, threshold, components }: DriftMeasured,
  evidenceCount: number,
  letGoAt: number | null,
): boolean {
  const known = components.filter(({ value }) => value !== null).length;
  if (evidenceCount < RAISED_FROM || known < KNOWN_TO_RAISE || score < threshold) return false;
  return letGoAt === null || score >= letGoAt + RISE_AGAIN - 1e-9;
}
