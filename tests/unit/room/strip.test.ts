import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMoment, typedMoment } from '@/components/incident/playback';
import { stripLanes } from '@/components/incident/strip-lanes';
import { stripLine } from '@/components/incident/strip-lines';
import { timeScale } from '@/components/incident/time-scale';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (ms: number) => new Date(ms).toISOString();

describe('the time of a run on its strip', () => {
  it('is to scale where nothing pauses for long', () => {
    const scale = timeScale(
      [1, 2, 3].map((n) => n * MINUTE),
      0,
      4 * MINUTE,
    );
    expect(scale.stretches).toHaveLength(1);
    expect(scale.shareOf(MINUTE)).toBeCloseTo(0.25);
  });

  it('draws a long pause as a sliver, and says how long it was', () => {
    const busy = [0, 1, 2, 3, 4, 5].map((n) => n * MINUTE);
    const scale = timeScale(
      [...busy, ...busy.map((ms) => ms + 5 * HOUR)],
      0,
      5 * HOUR + 5 * MINUTE,
    );
    const gaps = scale.stretches.filter(({ isGap }) => isGap);
    expect(gaps).toMatchObject([{ fromMs: 5 * MINUTE, toMs: 5 * HOUR }]);
    expect((gaps[0]?.to ?? 0) - (gaps[0]?.from ?? 0)).toBeLessThan(0.05);
    expect(scale.shareOf(5 * MINUTE)).toBeGreaterThan(0.4);
  });

  it('leaves a run of a single event as it is', () => {
    expect(timeScale([0], 0, MINUTE).stretches.every(({ isGap }) => !isGap)).toBe(true);
  });

  const runs = tuple(
    array(integer({ min: 0, max: 30 * HOUR }), { maxLength: 40 }),
    integer({ min: 1, max: 30 * HOUR }),
  ).map(([instants, toMs]) => ({ instants, toMs, scale: timeScale(instants, 0, toMs) }));

  it('covers the strip without holes, from end to end, in order', () => {
    assert(
      property(runs, ({ toMs, scale: { stretches } }) => {
        expect(stretches[0]).toMatchObject({ fromMs: 0, from: 0 });
        expect(stretches.at(-1)).toMatchObject({ toMs: Math.max(1, toMs), to: 1 });
        stretches.slice(1).forEach((each, place) => {
          expect(each.fromMs).toBe(stretches[place]?.toMs);
          expect(each.from).toBeCloseTo(stretches[place]?.to ?? -1, 9);
          expect(each.to).toBeGreaterThanOrEqual(each.from);
        });
      }),
    );
  });

  it('keeps the order of instants, and finds them again', () => {
    assert(
      property(runs, integer({ min: 0, max: 30 * HOUR }), ({ toMs, scale }, other) => {
        const [a, b] = [Math.min(other, toMs), Math.min(other + MINUTE, toMs)];
        expect(scale.shareOf(a)).toBeLessThanOrEqual(scale.shareOf(b));
        expect(Math.abs(scale.instantOf(scale.shareOf(a)) - a)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a line of confidence', () => {
  const scale = timeScale([], 0, 100);
  const point = (ms: number, confidence: number | null, because: string[] = []) => ({
    at: at(ms),
    confidence,
    because,
  });

  it('holds until it is revised, and to the end', () => {
    const points = [point(0, 0.5), point(50, 0.75, ['E1']), point(60, null)];
    expect(stripLine({ id: 'h1', points }, scale)).toEqual({
      id: 'h1',
      path: 'M0.0 50.0H500.0V25.0H1000.0',
      steps: [
        { x: 0, y: 0.5, because: [] },
        { x: 0.5, y: 0.75, because: ['E1'] },
      ],
    });
  });

  it('is none where no confidence was stated', () => {
    expect(stripLine({ id: 'h1', points: [point(0, null)] }, scale)).toBeUndefined();
  });
});

describe('lanes of the strip', () => {
  const scale = timeScale([], 0, 1000);
  const item = (lane: string, ms: number, count = 1) => ({
    lane,
    count,
    fromAt: at(ms),
    toAt: at(ms),
  });

  const named = (letters: string) =>
    [...letters].map((letter) => ({ id: letter, label: letter.toUpperCase() }));

  it('are one each for the first agents, one for the rest, and one for people', () => {
    const items = ['a', 'b', 'f', 'g', 'h', 'people', 'server'].map((lane) => item(lane, 10));
    const lanes = stripLanes(items, named('abcdefgh'), scale);
    expect(lanes.map(({ label, count }) => [label, count])).toEqual([
      ['A', 1],
      ['B', 1],
      ['3 others', 3],
      ['People', 1],
    ]);
  });

  it('are one each for all of twelve where they are asked for, and where only one would be left', () => {
    const twelve = [...'abcdefghijkl'];
    const items = twelve.map((lane) => item(lane, 10));
    const all = stripLanes(items, named(twelve.join('')), scale, Number.POSITIVE_INFINITY);
    expect(all.map(({ id }) => id)).toEqual(twelve);
    const six = stripLanes(items.slice(0, 6), named('abcdef'), scale);
    expect(six.map(({ id }) => id)).toEqual([...'abcdef']);
  });

  it('keep what an agent did that is not known by name', () => {
    const lanes = stripLanes([item('a', 0), item('unknown', 1)], named('a'), scale);
    expect(lanes.map(({ label }) => label)).toEqual(['A', 'Other agents']);
  });

  it('weigh a stretch by how much was done in it', () => {
    const [lane] = stripLanes([item('a', 0, 4), item('a', 500)], [{ id: 'a', label: 'A' }], scale);
    expect(lane?.bars.map(({ weight }) => weight)).toEqual([1, 0.5]);
  });
});

describe('playing a run again', () => {
  const then = { seq: 7, at: at(10_000), nextAt: at(12_000) };

  it.each([
    ['the next event, by event', then, 'event', '8'],
    ['half a second later, as it was', then, '1', at(10_500)],
    ['five seconds later, ten times as fast', then, '10', at(15_000)],
    ['the next event after a long pause', { ...then, nextAt: at(HOUR) }, '10', '8'],
    ['the next event where a recording’s clock goes back', { ...then, nextAt: at(0) }, '60', '8'],
    ['nothing at the end', { ...then, nextAt: null }, 'event', null],
  ] as const)('goes to %s', (_what, from, speed, expected) => {
    expect(nextMoment(from, speed)).toBe(expected);
  });
});

describe('a moment as it is typed', () => {
  const near = '2026-05-04T14:00:00.000Z';
  it.each([
    ['120', '120'],
    ['#7', '7'],
    ['0', undefined],
    ['14:02', '2026-05-04T14:02:00.000Z'],
    ['9:02:11 utc', '2026-05-04T09:02:11.000Z'],
    ['2026-05-03 23:59:59.5Z', '2026-05-03T23:59:59.500Z'],
    ['2026-05-03T10:00', '2026-05-03T10:00:00.000Z'],
    ['25:00', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => {
    expect(typedMoment(text, near)).toBe(expected);
  });
});
