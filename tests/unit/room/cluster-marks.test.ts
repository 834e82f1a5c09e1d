import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterMarks } from '@/components/incident/cluster-marks';

const shareOf = (ms: number) => Math.min(1, Math.max(0, ms / 1000));
const mark = (ms: number) => ({
  key: `k${ms}`,
  at: new Date(ms).toISOString(),
  label: `at ${ms}`,
  tone: 'good' as const,
  select: `chk:${ms}`,
});

describe('marks on the overview strip', () => {
  test('stay apart when they are apart, and join with the last one’s meaning when not', () => {
    const clusters = clusterMarks([mark(0), mark(10), mark(500)], shareOf, 0.1);
    expect(clusters).toMatchObject([
      { share: 0, count: 2, label: 'at 0; at 10', select: 'chk:10' },
      { share: 0.5, count: 1, select: 'chk:500' },
    ]);
  });

  test('are never lost and never closer than asked', () => {
    assert(
      property(array(integer({ min: -100, max: 2000 }), { maxLength: 60 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b).map(mark);
        const clusters = clusterMarks(sorted, shareOf, 0.09);
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
        clusters.slice(1).forEach(({ share }, i) => {
          expect(share - (clusters[i]?.share ?? 0)).toBeGreaterThanOrEqual(0.09);
        });
      }),
    );
  });
});
