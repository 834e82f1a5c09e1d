import type { Count } from '../statistics/proportions';
import type { Scrape } from './scrape';

/** What one service did between two scrapes of one instance. */
export interface Interval {
  service: string;
  release: string;
  fromMs: number;
  toMs: number;
  /** Answers, and those of status 5xx among them. */
  errors: Count;
  /** Answers, and those slower than SLOW_S among them. */
  slow: Count;
  cpuShare: number;
  eventLoopLagS: number;
  inFlight: number;
  poolWaiting: number | null;
}

/** A bound of the duration histogram: above it an answer counts as slow. */
export const SLOW_S = 0.25;

const totals = (scrape: Scrape | null) => {
  const entries = Object.entries(scrape?.answers ?? {});
  const sum = (wanted: (status: string) => boolean) =>
    entries.reduce((n, [key, value]) => n + (wanted(key.slice(-3)) ? value : 0), 0);
  const answered = scrape?.within['+Inf'] ?? 0;
  return {
    all: sum(() => true),
    errors: sum((status) => status.startsWith('5')),
    answered,
    slow: answered - (scrape?.within[String(SLOW_S)] ?? 0),
  };
};

const between = (before: Scrape | null, after: Scrape, fromMs: number): Interval => {
  const [b, a] = [totals(before), totals(after)];
  const seconds = Math.max(0.001, (after.atMs - fromMs) / 1000);
  return {
    service: after.service,
    release: after.release,
    fromMs,
    toMs: after.atMs,
    errors: { hits: a.errors - b.errors, total: a.all - b.all },
    slow: { hits: a.slow - b.slow, total: a.answered - b.answered },
    cpuShare: before ? (after.cpuSeconds - before.cpuSeconds) / seconds : 0,
    eventLoopLagS: after.eventLoopLagS,
    inFlight: after.inFlight,
    poolWaiting: after.poolWaiting,
  };
};

/**
 * Turns scrapes, oldest first, into what happened between them, service by service. A new instance
 * counts from 0, as Prometheus' increase() takes a reset; the very first scrape only sets the start.
 */
export function intervalsOf(scrapes: readonly Scrape[], service: string): Interval[] {
  const own = scrapes.filter((scrape) => scrape.service === service);
  return own.slice(1).flatMap((after, i) => {
    const before = own[i];
    if (!before) return [];
    const isSame = before.pid === after.pid;
    return [between(isSame ? before : null, after, before.atMs)];
  });
}

/** The sum of counts. */
export function sumCounts(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, { hits, total }) => ({ hits: sum.hits + hits, total: sum.total + total }),
    { hits: 0, total: 0 },
  );
}

/** The intervals that lie in a window by their middle. */
export function inWindow(intervals: readonly Interval[], fromMs: number, toMs: number): Interval[] {
  return intervals.filter(({ fromMs: a, toMs: b }) => {
    const middle = (a + b) / 2;
    return middle >= fromMs && middle < toMs;
  });
}
