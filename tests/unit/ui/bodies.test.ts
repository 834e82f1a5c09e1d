import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedPoint } from '@/components/chart/crosshair-geometry';
import { thin } from '@/components/chart/plot-rows';
import { chartRows } from '@/components/chart/series-rows';
import { numberText, timeTicks } from '@/components/chart/time-ticks';
import { pathText } from '@/components/evidence/json-path';
import { laySpans, type Span } from '@/components/evidence/lay-spans';
import { levelOf } from '@/components/evidence/log-level';
import { isNumericColumn, sortRows } from '@/components/evidence/sort-rows';

const at = (seconds: number) => new Date(1_777_900_000_000 + seconds * 1000).toISOString();

describe('log levels', () => {
  it.each([
    ['ERROR', 'error'],
    ['fatal', 'error'],
    ['50', 'error'],
    ['Warning', 'warn'],
    ['notice', 'info'],
    ['trace', 'debug'],
    ['erroneous', 'none'],
    [undefined, 'none'],
  ])('reads %s as %s', (word, level) => expect(levelOf(word)).toBe(level));
});

describe('tables', () => {
  it('sorts numbers as numbers, words as words, and nothing last either way', () => {
    const rows = [['10'], [null], ['9'], ['100']];
    expect(sortRows(rows, { column: 0, direction: 'ascending' }).flat()).toEqual([
      '9',
      '10',
      '100',
      null,
    ]);
    expect(sortRows(rows, { column: 0, direction: 'descending' }).flat()).toEqual([
      '100',
      '10',
      '9',
      null,
    ]);
    expect(isNumericColumn(rows, 0)).toBe(true);
    expect(isNumericColumn([['a'], ['1']], 0)).toBe(false);
    expect(isNumericColumn([[null]], 0)).toBe(false);
  });
});

describe('series', () => {
  it('keeps every peak, trough and gap when it thins a line', () => {
    const value = fc.option(fc.integer({ min: -1000, max: 1000 }), { freq: 20 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 500 }), (values) => {
        const points = values.map((one, index): PlacedPoint => ({ at: index, value: one }));
        const kept = thin(points, 40);
        const numbers = (of: readonly PlacedPoint[]) =>
          of.flatMap(({ value: one }) => (one === null ? [] : [one]));
        expect(kept.length).toBeLessThanOrEqual(
          Math.max(40, points.length > 40 ? 60 : points.length),
        );
        if (numbers(points).length > 0) {
          expect(Math.max(...numbers(kept))).toBe(Math.max(...numbers(points)));
          expect(Math.min(...numbers(kept))).toBe(Math.min(...numbers(points)));
        }
        expect(kept.some((one) => one.value === null)).toBe(
          points.some((one) => one.value === null),
        );
        expect(kept).toEqual(points.filter((point) => kept.includes(point)));
      }),
    );
  });

  it('joins series by instant in order of time', () => {
    const rows = chartRows([
      { name: 'a', points: [[at(2), 1]] },
      {
        name: 'b',
        points: [
          [at(1), 5],
          [at(2), null],
        ],
      },
    ]);
    expect(rows.map(({ v0, v1 }) => [v0, v1])).toEqual([
      [undefined, 5],
      [1, null],
    ]);
  });

  it('puts ticks on round instants', () => {
    const from = Date.parse('2026-05-04T14:00:07Z');
    const ticks = timeTicks(from, from + 600_000, 6).map((tick) =>
      new Date(tick).toISOString().slice(14, 19),
    );
    expect(ticks).toEqual(['02:00', '04:00', '06:00', '08:00', '10:00']);
    expect(numberText(1234567)).toBe('1.23M');
    expect(numberText(0.074321)).toBe('0.0743');
  });
});

describe('traces', () => {
  it('shows every span once, under its parent where it has one, cycles cut', () => {
    const span = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      parentId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone'),
      start: fc.nat(50),
      durationMs: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.uniqueArray(span, { selector: ({ id }) => id }), (sent) => {
        const spans: Span[] = sent.map(({ id, parentId, start, durationMs }) => ({
          id,
          parentId,
          service: 's',
          name: id,
          startAt: at(start),
          durationMs,
        }));
        const { rows } = laySpans(spans);
        expect(rows.map(({ span: { id } }) => id).sort()).toEqual(spans.map(({ id }) => id).sort());
        for (const row of rows) {
          expect(row.offset).toBeGreaterThanOrEqual(0);
          expect(row.offset + row.width).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});

describe('JSON paths', () => {
  it('writes them as RFC 9535 does', () => {
    expect(pathText(['alerts', 0, 'alert-name', "o'clock"])).toBe(
      "$.alerts[0]['alert-name']['o\\'clock']",
    );
    expect(pathText([])).toBe('$');
  });
});
