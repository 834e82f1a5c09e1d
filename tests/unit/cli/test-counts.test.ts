import { describe, expect, it } from 'vitest';
import { addCounts, readPlaywrightCounts, readVitestCounts } from '@/lib/cli/test-counts';

const vitest = (failed: number) =>
  JSON.stringify({
    numPassedTests: 40,
    numFailedTests: failed,
    numPendingTests: 2,
    numTodoTests: 1,
  });

const playwright = (unexpected: number, flaky: number) =>
  JSON.stringify({ stats: { expected: 9, unexpected, flaky, skipped: 1 } });

describe('the counts of a run', () => {
  it('are those that vitest reports', () => {
    expect(readVitestCounts(vitest(0), true)).toEqual({ passed: 40, failed: 0, skipped: 3 });
    expect(readVitestCounts(vitest(4), false)).toEqual({ passed: 40, failed: 4, skipped: 3 });
  });

  it('hold a failure when the run failed and no test says so', () => {
    expect(readVitestCounts(vitest(0), false).failed).toBe(1);
    expect(readPlaywrightCounts(playwright(0, 0), false).failed).toBe(1);
  });

  it('take a test that passed only when repeated for one that failed', () => {
    expect(readPlaywrightCounts(playwright(1, 2), false)).toEqual({
      passed: 9,
      failed: 3,
      skipped: 1,
    });
  });

  it('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addCounts(one, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
