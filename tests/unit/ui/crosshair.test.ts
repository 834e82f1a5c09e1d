import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  instantAt,
  nearestIndex,
  pointNear,
  shareOf,
  steppedInstant,
  type PlacedPoint,
} from '@/components/chart/crosshair-geometry';
import { placedPoints, plotRows, spanOf, withHoles } from '@/components/chart/plot-rows';

const instants = fc
  .uniqueArray(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 200 })
  .map((all) => all.sort((a, b) => a - b));
const span = { from: 0, to: 100_000 };
const line = (...points: [at: number, value: number | null][]): PlacedPoint[] =>
  points.map(([at, value]) => ({ at, value }));

describe('the instant that is pointed at', () => {
  it('is none nearer than the one that is found', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -1000, max: 101_000 }), (all, at) => {
        const found = all[nearestIndex(all, at)] ?? NaN;
        expect(Math.abs(found - at)).toBe(Math.min(...all.map((each) => Math.abs(each - at))));
      }),
    );
    expect(nearestIndex([], 5)).toBe(-1);
    expect(nearestIndex([10, 20], 15)).toBe(0);
  });

  it('stands where the pointer is, and comes back from there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, share) => {
          const at = instantAt(52 + share * (width - 64), width, span);
          expect(shareOf(at, span)).toBeCloseTo(share, 6);
        },
      ),
    );
  });

  it('is an end where the pointer is beyond the plot, and nowhere outside its span', () => {
    expect(instantAt(0, 400, span)).toBe(0);
    expect(instantAt(400, 400, span)).toBe(100_000);
    expect(instantAt(100, 10, span)).toBe(0);
    expect(shareOf(100_001, span)).toBeUndefined();
    expect(shareOf(7, { from: 7, to: 7 })).toBe(0);
  });

  it('goes from point to point by keys, and no further than the last', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -300, max: 300 }), (all, by) => {
        const from = all[Math.floor(all.length / 2)] ?? 0;
        const next = steppedInstant(all, from, by);
        const place = Math.floor(all.length / 2) + by;
        expect(next).toBe(all[Math.min(all.length - 1, Math.max(0, place))]);
      }),
    );
    expect(steppedInstant([1, 2, 3], undefined, 1)).toBe(1);
    expect(steppedInstant([1, 2, 3], undefined, -1)).toBe(3);
    expect(steppedInstant([], 5, 1)).toBeUndefined();
  });

  it('reads no value into a hole', () => {
    const points = line([0, 1], [10, 2], [20, 3], [100, 4]);
    expect(pointNear(points, 12)?.value).toBe(2);
    expect(pointNear(points, 60)).toBeUndefined();
    expect(pointNear(points, 95)?.value).toBe(4);
    expect(pointNear([], 5)).toBeUndefined();
    expect(pointNear(line([0, 7]), 5000)?.value).toBe(7);
  });
});

describe('what is drawn of series', () => {
  it('is in order of time, the later of two at one instant, and nothing without an instant', () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    expect(
      placedPoints([
        [at(2), 1],
        [at(1), 5],
        ['never', 9],
        [at(2), null],
      ]),
    ).toEqual(line([1000, 5], [2000, null]));
    expect(
      spanOf([
        { name: 'a', points: [[at(5), 1]] },
        { name: 'b', points: [[at(2), 1]] },
      ]),
    ).toEqual({
      from: 2000,
      to: 5000,
    });
    expect(spanOf([])).toEqual({ from: 0, to: 0 });
  });

  it('has a gap where points are missing, and none where they are merely uneven', () => {
    const even = line([0, 1], [10, 1], [20, 1], [30, 1], [100, 1], [110, 1]);
    expect(withHoles(even)).toEqual(
      line([0, 1], [10, 1], [20, 1], [30, 1], [65, null], [100, 1], [110, 1]),
    );
    const uneven = line([0, 1], [10, 1], [30, 1], [40, 1], [70, 1]);
    expect(withHoles(uneven)).toEqual(uneven);
  });

  it('keeps every value and every gap of each series, whatever instants the others have', () => {
    const series = fc.array(
      fc
        .uniqueArray(fc.tuple(fc.nat(50), fc.option(fc.integer({ min: -9, max: 9 }))), {
          selector: ([at]) => at,
          maxLength: 20,
        })
        .map((points) => line(...points.sort(([a], [b]) => a - b))),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(series, (lines) => {
        const { rows, lone } = plotRows(lines);
        expect(rows.map(({ at }) => at)).toEqual(
          [...new Set(lines.flatMap((each) => each.map(({ at }) => at)))].sort((a, b) => a - b),
        );
        lines.forEach((points, index) => {
          for (const { at, value } of points)
            expect(rows.find((row) => row.at === at)?.values[index]).toBe(value);
          for (const { at, values } of rows) {
            const drawn = values[index] ?? null;
            const before = points.findLast((point) => point.at <= at);
            const after = points.find((point) => point.at >= at);
            if (drawn === null) continue;
            // Between two values only, and on the line between them.
            const ends = [before?.value ?? NaN, after?.value ?? NaN];
            expect(drawn).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
            expect(drawn).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
          }
          for (const at of lone[index] ?? [])
            expect(points.find((point) => point.at === at)?.value).not.toBeNull();
        });
      }),
    );
  });
});
