import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  MAX_SEQ,
  cursorParam,
  encodeCursor,
  limitParam,
  pageOf,
  sequenceParam,
} from '@/lib/http/page';
import { waitParam } from '@/lib/http/wait';

const place = z.tuple([z.string(), z.number()]);
const cursor = cursorParam(place);

describe('a cursor', () => {
  test('brings back the place it was made of, whatever that is', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        fc.pre(text.isWellFormed() && !text.includes('\0'));
        expect(cursor.parse(encodeCursor([text, number]))).toEqual([text, number]);
      }),
    );
  });

  test('of another shape, of someone’s making or of nothing is refused', () => {
    for (const bad of ['', 'x', '!', encodeCursor(['a']), encodeCursor(null), 'A'.repeat(2000)]) {
      expect(cursor.safeParse(bad).success, bad).toBe(false);
    }
    expect(cursor.safeParse(encodeCursor(['a\0', 1])).success).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => void cursor.safeParse(text)));
    expect(cursor.parse(undefined)).toBeUndefined();
  });
});

describe('a page', () => {
  test('knows from one row too many that there is more', () => {
    const placeOf = (n: number): unknown => [String(n), n];
    expect(pageOf([1, 2, 3], 2, placeOf)).toEqual({
      items: [1, 2],
      nextCursor: encodeCursor(['2', 2]),
    });
    expect(pageOf([1, 2], 2, placeOf)).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOf([], 2, placeOf)).toEqual({ items: [], nextCursor: null });
  });

  test('holds 1 to 200 items, 50 unless said', () => {
    expect([undefined, '1', '200'].map((text) => limitParam.parse(text))).toEqual([50, 1, 200]);
    for (const bad of ['0', '201', '-1', '1.5', '1e2', 'x', '', '9'.repeat(9)]) {
      expect(limitParam.safeParse(bad).success, bad).toBe(false);
    }
  });
});

test('a wait is clamped to half a minute', () => {
  const given: [string | undefined, number][] = [
    [undefined, 0],
    ['0', 0],
    ['-5', 0],
    ['2.5', 2.5],
    ['30', 30],
    ['999999', 30],
  ];
  for (const [text, seconds] of given) expect(waitParam.parse(text)).toBe(seconds);
  for (const bad of ['', 'x', 'NaN', 'Infinity', '1e9']) {
    expect(waitParam.safeParse(bad).success, bad).toBe(false);
  }
});

test('a sequence number is a whole one', () => {
  const given = [undefined, '0', '41', '3000000000'];
  expect(given.map((text) => sequenceParam.parse(text))).toEqual([0, 0, 41, MAX_SEQ]);
  for (const bad of ['-1', '1.5', '9'.repeat(16), '']) {
    expect(sequenceParam.safeParse(bad).success, bad).toBe(false);
  }
});
