import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_FIRST, findInJson, openRows } from '@/components/evidence/json-nodes';
import { pathText } from '@/components/evidence/json-path';
import { laySpans, type Span } from '@/components/evidence/lay-spans';
import { pairLines } from '@/components/evidence/pair-lines';
import type { DiffLine } from '@/components/evidence/parse-unified';
import { quantityOf } from '@/components/evidence/quantity';
import { nextSorting, sortRows } from '@/components/evidence/sort-rows';
import { barIn, unfolded, windowOf, zoomed } from '@/components/evidence/trace-window';

describe('a cell of a tool’s table', () => {
  it.each([
    ['5m3s', 'duration', 303],
    ['2d', 'duration', 172_800],
    ['3d4h', 'duration', 273_600],
    ['4m30s ago', 'duration', 270],
    ['1.5s', 'duration', 1.5],
    ['128Mi', 'size', 134_217_728],
    ['1.5GB', 'size', 1.5e9],
    ['512B', 'size', 512],
    ['12%', 'share', 12],
    ['12.5 %', 'share', 12.5],
  ])('%s amounts to something', (cell, kind, amount) => {
    expect(quantityOf(cell)).toEqual({ kind, amount });
  });

  it.each(['checkout', '1/1', '10.0.0.1', 'm5', '', '5 minutes', '3 (86s ago)'])(
    '%j amounts to nothing',
    (cell) => expect(quantityOf(cell)).toBeUndefined(),
  );
});

describe('a table', () => {
  const sorted = (cells: string[], direction: 'ascending' | 'descending' = 'ascending') =>
    sortRows(
      cells.map((cell) => [cell]),
      { column: 0, direction },
    ).flat();

  it('sorts ages, sizes and shares by what they amount to', () => {
    expect(sorted(['2d', '5m3s', '30s', '3h'])).toEqual(['30s', '5m3s', '3h', '2d']);
    expect(sorted(['1Gi', '900Mi', '0', '2Ki'])).toEqual(['0', '2Ki', '900Mi', '1Gi']);
    expect(sorted(['9%', '100%', '12.5%'], 'descending')).toEqual(['100%', '12.5%', '9%']);
  });

  it('puts what tools print for nothing last, either way', () => {
    expect(sorted(['b', '<none>', 'a'])).toEqual(['a', 'b', '<none>']);
    expect(sorted(['b', '<none>', 'a'], 'descending')).toEqual(['b', 'a', '<none>']);
  });

  it('sorts a mixture as text, so that one odd cell breaks no order', () => {
    expect(sorted(['2d', 'never', '10m'])).toEqual(['2d', '10m', 'never']);
  });

  it('never loses a row', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('5m', '2Gi', '3%', '<none>'), fc.integer());
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const rows = cells.map((one) => [one]);
        const after = sortRows(rows, { column: 0, direction: 'ascending' });
        expect(new Set(after)).toEqual(new Set(rows));
      }),
    );
  });

  it('is sorted the one way, the other, and then as it was sent', () => {
    const first = nextSorting(undefined, 2, true);
    expect(first).toEqual({ column: 2, direction: 'descending' });
    const second = nextSorting(first, 2, true);
    expect(second).toEqual({ column: 2, direction: 'ascending' });
    expect(nextSorting(second, 2, true)).toBeUndefined();
    expect(nextSorting(second, 0, false)).toEqual({ column: 0, direction: 'ascending' });
  });
});

describe('a diff side by side', () => {
  it('shows every line once on its side, in order', () => {
    const kind = fc.constantFrom('added', 'removed', 'context', 'note') as fc.Arbitrary<
      DiffLine['kind']
    >;
    fc.assert(
      fc.property(fc.array(kind), (kinds) => {
        const lines = kinds.map((each, index): DiffLine => ({ kind: each, text: String(index) }));
        const pairs = pairLines(lines);
        const of = (without: DiffLine['kind']) => lines.filter((each) => each.kind !== without);
        expect(pairs.flatMap(({ before }) => before ?? [])).toEqual(of('added'));
        expect(pairs.flatMap(({ after }) => after ?? [])).toEqual(of('removed'));
        expect(
          pairs.every(({ before, after }) => before !== undefined || after !== undefined),
        ).toBe(true);
      }),
    );
  });

  it('sets what was removed beside what came in its place', () => {
    const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text });
    const texts = pairLines([
      line('removed', 'a'),
      line('removed', 'b'),
      line('added', 'A'),
      line('context', 'c'),
      line('added', 'd'),
    ]).map(({ before, after }) => [before?.text, after?.text]);
    expect(texts).toEqual([
      ['a', 'A'],
      ['b', undefined],
      ['c', 'c'],
      [undefined, 'd'],
    ]);
  });
});

describe('a trace', () => {
  const span = (id: string, startMs: number, durationMs: number, parentId?: string): Span => ({
    id,
    service: 's',
    name: id,
    startAt: new Date(startMs).toISOString(),
    durationMs,
    ...(parentId ? { parentId } : {}),
  });
  const { rows, durationMs } = laySpans([
    span('root', 0, 100),
    span('child', 20, 30, 'root'),
    span('grandchild', 25, 5, 'child'),
    span('other', 80, 10, 'root'),
  ]);
  const row = (id: string) => rows.find((each) => each.span.id === id) ?? rows[0]!;

  it('shows in a window what touches it, cut where it reaches beyond', () => {
    const view = { fromMs: 30, toMs: 60 };
    expect(barIn(row('root'), durationMs, view)).toEqual({
      offset: 0,
      width: 1,
      isCutBefore: true,
      isCutAfter: true,
    });
    expect(barIn(row('child'), durationMs, view)).toMatchObject({ offset: 0, isCutAfter: false });
    expect(barIn(row('other'), durationMs, view)).toBeUndefined();
  });

  it('is zoomed to a span, which then fills it and is not cut', () => {
    const bar = barIn(row('child'), durationMs, windowOf(row('child'), durationMs));
    expect(bar?.width).toBeGreaterThan(0.8);
    expect(bar).toMatchObject({ isCutBefore: false, isCutAfter: false });
  });

  it('is never zoomed beyond itself, nor to nothing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.constantFrom(0.5, 2, 0.001, 1000),
        (one, other, factor) => {
          const view = { fromMs: Math.min(one, other), toMs: Math.max(one, other) };
          const next = zoomed(view, factor, 100);
          expect(next.fromMs).toBeGreaterThanOrEqual(-1e-9);
          expect(next.toMs).toBeLessThanOrEqual(100 + 1e-9);
          expect(next.toMs).toBeGreaterThan(next.fromMs);
        },
      ),
    );
  });

  it('leaves out what lies beneath a folded span', () => {
    const shown = (folded: string[]) => unfolded(rows, new Set(folded)).map((each) => each.span.id);
    expect(shown([])).toEqual(['root', 'child', 'grandchild', 'other']);
    expect(shown(['child'])).toEqual(['root', 'child', 'other']);
    expect(shown(['root', 'child'])).toEqual(['root']);
  });
});

describe('a tree of JSON', () => {
  it('stands open two levels deep, and folds and unfolds whole', () => {
    const value = { a: { b: { c: 1 } }, d: [1, 2] };
    const paths = (folding: Parameters<typeof openRows>[1]) =>
      openRows(value, folding).map(({ path }) => path);
    expect(paths(AT_FIRST)).toEqual(['$', '$.a', '$.a.b', '$.d', '$.d[0]', '$.d[1]']);
    expect(paths({ toggled: new Set(['$.a']), all: undefined })).toEqual([
      '$',
      '$.a',
      '$.d',
      '$.d[0]',
      '$.d[1]',
    ]);
    expect(paths({ toggled: new Set(), all: 'open' })).toContain('$.a.b.c');
    expect(paths({ toggled: new Set(['$']), all: 'closed' })).toEqual(['$', '$.a', '$.d']);
  });

  it('opens whatever is sent, as deep and as wide as it is', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 2000; level++) deep = [deep];
    expect(openRows(deep, { toggled: new Set(), all: 'open' })).toHaveLength(2001);
    const wide = Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`k${at}`, { at }]));
    const rows = openRows(wide, { toggled: new Set(), all: 'open' });
    expect(rows.length).toBeGreaterThanOrEqual(60_000);
    expect(openRows(wide, AT_FIRST)).toHaveLength(1);
  });

  it('gives every row a path of its own, by which its value is found', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const rows = openRows(value, { toggled: new Set(), all: 'open' });
        expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
      }),
    );
  });

  it('finds names and values, and no more than are asked for', () => {
    const value = { error: 'none', list: [{ code: 500 }, { note: 'Error 500' }] };
    const found = (query: string, most = 10) =>
      findInJson(value, query, most).map(({ path }) => pathText(path));
    expect(found('error')).toEqual(['$.error', '$.list[1].note']);
    expect(found('500')).toEqual(['$.list[0].code', '$.list[1].note']);
    expect(found('500', 1)).toEqual(['$.list[0].code']);
    expect(found('nothing of it')).toEqual([]);
  });
});
