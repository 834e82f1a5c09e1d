import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exhausted } from '@/lib/investigations/budgets';
import { isOccasion } from '@/lib/investigations/raise';
import { runningTime } from '@/lib/investigations/running-time';

const budgets = { wallClockMs: 60_000, toolCalls: 10, evidenceItems: 20, repeatedQueries: 3 };
const row = (more: object = {}) => ({
  stepCount: 0,
  evidenceCount: 0,
  repeatedCount: 0,
  budgetLetGoAt: {},
  ...more,
});

describe('a budget', () => {
  test.each([
    ['nothing used', row(), undefined],
    ['calls just below', row({ stepCount: 9 }), undefined],
    ['calls used up', row({ stepCount: 10 }), 'toolCalls'],
    ['items used up', row({ evidenceCount: 20 }), 'evidenceItems'],
    ['repeats with few items', row({ repeatedCount: 9, evidenceCount: 9 }), undefined],
    ['repeats with ten items', row({ repeatedCount: 3, evidenceCount: 10 }), 'repeatedQueries'],
    ['given once more', row({ stepCount: 19, budgetLetGoAt: { toolCalls: 10 } }), undefined],
    ['used up once more', row({ stepCount: 20, budgetLetGoAt: { toolCalls: 10 } }), 'toolCalls'],
  ])('with %s is as it should be', (_, given, expected) => {
    expect(exhausted(given, budgets)?.budget).toBe(expected);
  });

  test('of time is asked about only when the time is told', () => {
    expect(exhausted(row(), budgets, 59_999)).toBeUndefined();
    expect(exhausted(row(), budgets, 60_000)).toMatchObject({
      budget: 'wallClockMs',
      sentence: 'It has run for 1 min; 1 min were allowed.',
    });
  });

  test('that is used up stays so however much more is used', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (used, more) => {
        const at = (n: number) => exhausted(row({ stepCount: n }), budgets) !== undefined;
        return !at(used) || at(used + more);
      }),
    );
  });
});

const START_MS = Date.parse('2026-03-01T12:00:00.000Z');
const at = (minute: number) => new Date(START_MS + minute * 60_000).toISOString();
const stop = (from: number, to: number | null, state: 'released' | 'expired' | 'waiting') => ({
  state,
  requestedAt: at(from),
  decidedAt: to === null ? null : at(to),
});
const told = (kind: 'pause' | 'resume', minute: number) => ({ kind, givenAt: at(minute) });
const minutesRun = (
  stops: ReturnType<typeof stop>[],
  directives: ReturnType<typeof told>[],
  now: number,
) => runningTime(at(0), stops, directives, START_MS + now * 60_000) / 60_000;

describe('running time', () => {
  test.each([
    ['never held', [], [], 30],
    ['a stop point of five minutes', [stop(10, 15, 'released')], [], 25],
    ['a stop point that still waits', [stop(10, null, 'waiting')], [], 10],
    ['a pause', [], [told('pause', 5), told('resume', 10)], 25],
    ['a pause not resumed', [], [told('pause', 5)], 5],
    [
      'a stop point that expired until somebody resumed it',
      [stop(5, 10, 'expired')],
      [told('resume', 20)],
      15,
    ],
    ['holds that overlap', [stop(5, 15, 'released')], [told('pause', 10), told('resume', 20)], 15],
  ] as const)('with %s leaves the rest', (_, stops, directives, expected) => {
    expect(minutesRun([...stops], [...directives], 30)).toBe(expected);
  });

  test('lies between nothing and the time since it began, and never falls', () => {
    const minute = fc.nat(100);
    fc.assert(
      fc.property(fc.array(fc.tuple(minute, minute)), minute, minute, (spans, a, b) => {
        const stops = spans.map(([x, y]) => stop(Math.min(x, y), Math.max(x, y), 'released'));
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(minutesRun(stops, [], early)).toBeLessThanOrEqual(minutesRun(stops, [], late));
        expect(minutesRun(stops, [], late)).toBeLessThanOrEqual(late);
        expect(minutesRun(stops, [], early)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('an occasion to oversee', () => {
  const counts = (stepCount: number, evidenceCount = 0) => ({ stepCount, evidenceCount });

  test('is every batch while there is little, and every small one always', () => {
    expect(isOccasion(counts(0), counts(200))).toBe(true);
    expect(isOccasion(counts(5000), counts(5001))).toBe(true);
  });

  test('is in a flood once for each two hundred and forty that have come', () => {
    const batches = Array.from({ length: 48 }, (_, i) => 1000 + 25 * i);
    const seen = batches.filter((n) => isOccasion(counts(n), counts(n + 25)));
    expect(seen).toHaveLength(5);
  });
});
