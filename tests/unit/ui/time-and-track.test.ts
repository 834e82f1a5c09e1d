import { describe, expect, it } from 'vitest';
import {
  countdownClock,
  durationWords,
  relativeWords,
  utcFull,
  utcWindow,
} from '@/components/time/format-time';
import { layTrack, sayTrack } from '@/components/ui/stage-track-layout';
import { placeTip } from '@/components/ui/tooltip-place';
import { stateFace, states, type StateNoun } from '@/components/ui/states';

describe('time in words', () => {
  it.each([
    [0, 'just now'],
    [12_000, '12 s ago'],
    [-240_000, 'in 4 min'],
    [3 * 3_600_000, '3 h ago'],
    [50 * 3_600_000, '2 d ago'],
  ])('says %i ms as %s', (ms, words) => expect(relativeWords(ms)).toBe(words));

  it.each([
    [850, '850 ms'],
    [1240, '1.2 s'],
    [9990, '9.9 s'],
    [12_400, '12 s'],
    [252_000, '4 min 12 s'],
    [7_500_000, '2 h 5 min'],
    [97 * 3_600_000, '4 d 1 h'],
  ])('says a duration of %i ms as %s', (ms, words) => expect(durationWords(ms)).toBe(words));

  it('counts down to nothing and stays there', () => {
    expect(countdownClock(247_000)).toBe('4:07');
    expect(countdownClock(3_727_000)).toBe('1:02:07');
    expect(countdownClock(1)).toBe('0:01');
    expect(countdownClock(-5000)).toBe('0:00');
  });

  it('shows instants in UTC, and what is none as it came', () => {
    expect(utcFull('2026-05-04T16:02:11.120+02:00')).toBe('2026-05-04 14:02:11.120 UTC');
    expect(utcFull('soon')).toBe('soon');
    expect(utcWindow('2026-05-04T14:00:00Z', '2026-05-04T14:15:00Z')).toBe(
      '2026-05-04 14:00:00 to 14:15:00 UTC',
    );
  });
});

describe('the stage track', () => {
  const statesOf = (input: Parameters<typeof layTrack>[0]) =>
    layTrack(input).map(({ state }) => state);

  it.each([
    [{ stage: 'gathering', status: 'running' }, ['current', 'ahead', 'ahead', 'ahead', 'ahead']],
    [
      { stage: 'gathering', status: 'waiting', stopPoint: 'evidence' as const },
      ['done', 'waiting', 'ahead', 'ahead', 'ahead'],
    ],
    [{ stage: 'hypothesizing', status: 'paused' }, ['done', 'done', 'waiting', 'ahead', 'ahead']],
    [{ stage: 'hypothesizing', status: 'stopped' }, ['done', 'done', 'broken', 'ahead', 'ahead']],
    [{ stage: 'proposing', status: 'concluded' }, ['done', 'done', 'done', 'done', 'done']],
    [{ stage: 'gathering', status: 'concluded' }, ['done', 'ahead', 'ahead', 'ahead', 'ahead']],
  ])('lays %j', (input, parts) => expect(statesOf(input)).toEqual(parts));

  it('says in one sentence where it stands', () => {
    expect(
      sayTrack(layTrack({ stage: 'hypothesizing', status: 'waiting', stopPoint: 'commitment' })),
    ).toBe('Waiting at: Settle on a cause');
  });
});

describe('tooltips', () => {
  const view = { width: 400, height: 300 };
  it('stay in view on the side they were asked for, or turn to the other', () => {
    const tip = { width: 100, height: 20 };
    expect(placeTip({ left: 0, top: 100, width: 20, height: 20 }, tip, 'top', view)).toEqual({
      left: 8,
      top: 74,
    });
    expect(placeTip({ left: 380, top: 0, width: 20, height: 20 }, tip, 'top', view)).toEqual({
      left: 292,
      top: 26,
    });
    expect(placeTip({ left: 0, top: 100, width: 20, height: 20 }, tip, 'right', view)).toEqual({
      left: 26,
      top: 100,
    });
  });
});

describe('the table of states', () => {
  it('gives every state a glyph and a word of its own beside its colour', () => {
    for (const noun of Object.keys(states) as StateNoun[]) {
      const faces = Object.values<{ word: string }>(states[noun]);
      expect(
        faces.every(({ word }) => word.length > 0),
        noun,
      ).toBe(true);
    }
  });

  it('shows a value it does not know as it came, also one named like an object’s own', () => {
    expect(stateFace('action', 'levitating').word).toBe('levitating');
    expect(stateFace('action', 'constructor').word).toBe('constructor');
  });
});
