import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const addCounts = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** A run that failed for a reason that no test carries (a file that does not load) counts as one. */
const orWhole = (counts: Counts, isGood: boolean): Counts =>
  !isGood && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** Counts of a vitest report in JSON. */
export function readVitestCounts(report: string, isGood: boolean): Counts {
  const found = vitestReport.parse(JSON.parse(report));
  const counts = {
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
  };
  return orWhole(counts, isGood);
}

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Counts of a Playwright report in JSON; a test that passed only when repeated has failed. */
export function readPlaywrightCounts(report: string, isGood: boolean): Counts {
  const { stats } = playwrightReport.parse(JSON.parse(report));
  const counts = {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
  return orWhole(counts, isGood);
}
