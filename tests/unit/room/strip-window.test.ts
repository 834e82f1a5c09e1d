import { array, assert, boolean, double, integer, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripLanes } from '@/components/incident/strip-lanes';
import { stripLine } from '@/components/incident/strip-lines';
import {
  asWindow,
  brushed,
  isWithin,
  layWindow,
  LEAST_MS,
  movedBy,
  readWindow,
  type Span,
  windowText,
  withEdge,
} from '@/components/incident/strip-window';
import { timeScale } from '@/components/incident/time-scale';
import { typedWindow } from '@/components/incident/typed-window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-05-04T14:00:00.000Z');
const at = (minute: number) => START + minute * MINUTE;
const iso = (ms: number) => new Date(ms).toISOString();
const whole: Span = { fromMs: at(0), toMs: at(60) };

/** A run of some hours with bursts and long pauses, as runs are. */
const runs = tuple(
  array(integer({ min: 0, max: 30 * HOUR }), { maxLength: 60 }),
  integer({ min: MINUTE, max: 30 * HOUR }),
).map(([offsets, lengthMs]) => ({
  instants: offsets.map((ms) => START + ms),
  whole: { fromMs: START, toMs: START + lengthMs },
}));
const shares = double({ min: 0, max: 1, noNaN: true });
const windows = record({
  fromMs: integer({ min: START - HOUR, max: START + 31 * HOUR }),
  lengthMs: integer({ min: 1, max: 31 * HOUR }),
  isOpen: boolean(),
}).map(({ fromMs, lengthMs, isOpen }) => ({ fromMs, toMs: isOpen ? null : fromMs + lengthMs }));

describe('a stretch in the address', () => {
  it.each([
    ['2026-05-04T14:00:00.000Z/2026-05-04T14:10:00.000Z', { fromMs: at(0), toMs: at(10) }],
    ['2026-05-04T14:00:00Z/2026-05-04T14:10Z', { fromMs: at(0), toMs: at(10) }],
    ['2026-05-04T14:00:00.000Z/..', { fromMs: at(0), toMs: null }],
    ['2026-05-04T14:10:00.000Z/2026-05-04T14:00:00.000Z', null],
    ['2026-05-04T14:00:00.000Z/2026-05-04T14:00:00.000Z', null],
    ['2026-05-04T14:00:00.000Z', null],
    ['../2026-05-04T14:00:00.000Z', null],
    ['2026-05-04T14:00:00.000Z/../..', null],
    ['2026-13-04T14:00:00.000Z/..', null],
    ['14/15', null],
    ['', null],
  ])('%j is read as it is meant, or not at all', (text, expected) => {
    expect(readWindow(text)).toEqual(expected);
  });

  it('is read as it was written', () => {
    assert(
      property(windows, (window) => {
        expect(readWindow(windowText(window))).toEqual(window);
      }),
    );
  });
});

describe('what is drawn of a stretch', () => {
  it.each([
    ['nothing where none is asked for', null, undefined],
    ['a part as it is', { fromMs: at(5), toMs: at(10) }, { fromMs: at(5), toMs: at(10) }],
    [
      'to the end what follows it',
      { fromMs: at(50), toMs: null },
      { fromMs: at(50), toMs: at(60) },
    ],
    ['no more than there is', { fromMs: at(50), toMs: at(99) }, { fromMs: at(50), toMs: at(60) }],
    ['no earlier than it began', { fromMs: at(-9), toMs: at(5) }, { fromMs: at(0), toMs: at(5) }],
    ['all of it as all of it', { fromMs: at(-9), toMs: at(99) }, undefined],
    ['nothing of what was not known yet', { fromMs: at(61), toMs: at(70) }, undefined],
    ['nothing of what was before it', { fromMs: at(-9), toMs: at(-1) }, undefined],
    [
      'a second at least',
      { fromMs: at(5), toMs: at(5) + 1 },
      { fromMs: at(5), toMs: at(5) + 1000 },
    ],
  ])('is %s', (_what, window, expected) => {
    expect(layWindow(window, whole)).toEqual(expected);
  });

  it('never reaches past the moment that is looked back at, nor before the run, and is never too short', () => {
    assert(
      property(windows, runs, (window, { whole: run }) => {
        const laid = layWindow(window, run);
        if (!laid) return;
        expect(laid.toMs).toBeLessThanOrEqual(run.toMs);
        expect(laid.fromMs).toBeGreaterThanOrEqual(run.fromMs);
        expect(laid.toMs - laid.fromMs).toBeGreaterThanOrEqual(LEAST_MS);
      }),
    );
  });

  it('has pixels and instants that lead to each other, pauses within it drawn short', () => {
    assert(
      property(runs, shares, shares, shares, ({ instants, whole: run }, one, other, place) => {
        const all = timeScale(instants, run.fromMs, run.toMs);
        const span = brushed(all, one, other);
        const zoomed = timeScale(instants, span.fromMs, span.toMs);
        const ms = zoomed.instantOf(place);
        expect(isWithin(ms, span)).toBe(true);
        expect(Math.abs(zoomed.instantOf(zoomed.shareOf(ms)) - ms)).toBeLessThanOrEqual(1);
        expect(zoomed.shareOf(span.fromMs)).toBe(0);
        expect(zoomed.shareOf(span.toMs)).toBe(1);
        for (const { isGap, from, to } of zoomed.stretches) {
          if (isGap) expect(to - from).toBeLessThan(0.04);
        }
      }),
    );
  });

  it('collapses a long pause within it, and not one that it leaves out', () => {
    const minutes = [0, 1, 2, 3, 200, 201, 202, 203].map(at);
    const gaps = (fromMs: number, toMs: number) =>
      timeScale(minutes, fromMs, toMs).stretches.filter(({ isGap }) => isGap);
    expect(gaps(at(1), at(202))).toMatchObject([{ fromMs: at(3), toMs: at(200) }]);
    expect(gaps(at(200), at(203))).toEqual([]);
  });
});

describe('a drag over the strip', () => {
  const scale = timeScale([], whole.fromMs, whole.toMs);

  it.each([
    ['from left to right', 0.25, 0.5, { fromMs: at(15), toMs: at(30) }],
    ['from right to left', 0.5, 0.25, { fromMs: at(15), toMs: at(30) }],
    ['off the end is to the end', 0.5, 0.999, { fromMs: at(30), toMs: at(60) }],
    ['off the beginning is from the beginning', 0.002, 0.5, { fromMs: at(0), toMs: at(30) }],
    ['of no length is a second', 0.5, 0.5, { fromMs: at(30), toMs: at(30) + 1000 }],
  ])('%s', (_how, one, other, expected) => {
    expect(brushed(scale, one, other)).toEqual(expected);
  });

  it('within a stretch gives a stretch of it, the same whichever way it is drawn', () => {
    assert(
      property(runs, shares, shares, ({ instants, whole: run }, one, other) => {
        const all = timeScale(instants, run.fromMs, run.toMs);
        const span = brushed(all, one, other);
        expect(span).toEqual(brushed(all, other, one));
        expect(span.fromMs).toBeGreaterThanOrEqual(run.fromMs);
        expect(span.toMs).toBeLessThanOrEqual(run.toMs);
        expect(span.toMs - span.fromMs).toBeGreaterThanOrEqual(LEAST_MS);
      }),
    );
  });

  it('follows what goes on only where it reaches to its end', () => {
    expect(asWindow({ fromMs: at(30), toMs: at(60) }, whole, true).toMs).toBeNull();
    expect(asWindow({ fromMs: at(30), toMs: at(60) }, whole, false).toMs).toBe(at(60));
    expect(asWindow({ fromMs: at(30), toMs: at(59) }, whole, true).toMs).toBe(at(59));
  });
});

describe('the ends of a stretch', () => {
  const span = { fromMs: at(10), toMs: at(20) };

  it.each([
    ['from', at(12), { fromMs: at(12), toMs: at(20) }],
    ['from', at(-5), { fromMs: at(0), toMs: at(20) }],
    ['from', at(25), { fromMs: at(20) - LEAST_MS, toMs: at(20) }],
    ['to', at(99), { fromMs: at(10), toMs: at(60) }],
    ['to', at(2), { fromMs: at(10), toMs: at(10) + LEAST_MS }],
  ] as const)('%s put at %d stays a stretch of the run', (edge, ms, expected) => {
    expect(withEdge(span, edge, ms, whole)).toEqual(expected);
  });

  it('keep their distance as all of it is moved, to the ends of the run and no further', () => {
    assert(
      property(integer({ min: -2 * HOUR, max: 2 * HOUR }), (byMs) => {
        const moved = movedBy(span, byMs, whole);
        expect(moved.toMs - moved.fromMs).toBe(10 * MINUTE);
        expect(moved.fromMs).toBeGreaterThanOrEqual(whole.fromMs);
        expect(moved.toMs).toBeLessThanOrEqual(whole.toMs);
      }),
    );
    expect(movedBy(span, 5 * MINUTE, whole)).toEqual({ fromMs: at(15), toMs: at(25) });
  });
});

describe('a stretch as it is typed', () => {
  const late = { fromMs: at(9 * 60 + 30), toMs: at(11 * 60) };

  it.each([
    ['bare times', '14:05', '14:10', whole, { fromMs: at(5), toMs: at(10) }],
    ['an end that is left open', '14:05', ' ', whole, { fromMs: at(5), toMs: null }],
    ['a beginning that is left out', '', '14:10', whole, { fromMs: at(0), toMs: at(10) }],
    ['days', '2026-05-04 14:05:30', '2026-05-04 14:06', whole, { fromMs: at(5.5), toMs: at(6) }],
    ['times about midnight', '23:45', '0:15', late, { fromMs: at(585), toMs: at(615) }],
  ])('%s', (_what, from, to, span, expected) => {
    expect(typedWindow(from, to, span)).toEqual(expected);
  });

  it.each([
    ['no time', 'soon', '14:10', 'from'],
    ['a number of an event', '120', '14:10', 'from'],
    ['no time at the end', '14:05', 'later', 'to'],
    ['a beginning after the run', '15:30', '', 'from'],
    ['an end before its beginning', '14:05', '2026-05-04 14:01', 'to'],
    ['an end before the run', '2026-05-04 12:00', '2026-05-04 13:00', 'to'],
  ])('%s is said at the field that it is about', (_what, from, to, field) => {
    expect(typedWindow(from, to, whole)).toMatchObject({ field });
  });
});

describe('what is drawn within a stretch', () => {
  const scale = timeScale([], at(10), at(20));
  const point = (minute: number, confidence: number) => ({
    at: iso(at(minute)),
    confidence,
    because: ['E1'],
  });

  it('a line begins where it stood, and has only its own steps', () => {
    const points = [point(1, 0.2), point(5, 0.4), point(15, 0.6), point(30, 0.9)];
    expect(stripLine({ id: 'h', points }, scale)).toEqual({
      id: 'h',
      path: 'M0.0 60.0H500.0V40.0H1000.0',
      steps: [{ x: 0.5, y: 0.6, because: ['E1'] }],
    });
    expect(stripLine({ id: 'h', points: [point(30, 0.9)] }, scale)).toBeUndefined();
  });

  it('a lane keeps its place, and draws only what falls into it', () => {
    const item = (lane: string, minute: number) => ({
      lane,
      count: 3,
      fromAt: iso(at(minute)),
      toAt: iso(at(minute + 1)),
    });
    const agents = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ];
    const items = [item('a', 2), item('b', 12), item('a', 40), item('b', 19.5)];
    const lanes = stripLanes(items, agents, scale);
    expect(lanes.map(({ label, count, bars }) => [label, count, bars.length])).toEqual([
      ['A', 6, 0],
      ['B', 6, 2],
    ]);
    expect(lanes[1]?.bars.every(({ from, to }) => from >= 0 && to <= 1)).toBe(true);
    expect(lanes[0]).toMatchObject({ fromAt: iso(at(2)), toAt: iso(at(41)) });
  });
});
