import { describe, expect, it } from 'vitest';
import { eventsOutside, holdsWindow } from '@/components/timeline/held-window';
import type { RoomRun } from '@/lib/live/room-state';
import { created, evidenceAt, factsFrom, instantAt } from './room-sample';

/** Ten events, a second apart; of which the browser holds the fourth to the eighth. */
function held(clock: 'live' | 'imported' = 'live'): RoomRun {
  const more = Array.from({ length: 9 }, (_, at) => evidenceAt(at + 2, `E${at}`, 'x'));
  const { run } = factsFrom([created(clock), ...more]);
  return { ...run, events: run.events.slice(3, 8), hasEarlier: true, hasLater: true };
}
const window = (from: number, to: number | null) => ({
  fromMs: Date.parse(instantAt(from)),
  toMs: to === null ? null : Date.parse(instantAt(to)),
});

describe('the stretch of a run that a browser holds', () => {
  it.each([
    ['has all of what lies within it', window(5, 7), true],
    // Another event may bear the very instant of its first, or of its last.
    ['may lack some of what begins with it', window(4, 7), false],
    ['may lack some of what ends with it', window(5, 8), false],
    ['lacks what follows the newest', window(5, null), false],
    ['lacks what came before', window(1, 7), false],
    ['is not asked where there is no window', null, false],
  ])('%s', (_what, asked, expected) => {
    expect(holdsWindow(held(), asked)).toBe(expected);
  });

  it('has what follows the newest where it reaches to the newest itself', () => {
    expect(holdsWindow({ ...held(), hasLater: false }, window(5, null))).toBe(true);
  });

  it('is never trusted of a recording, whose clock may go back', () => {
    expect(holdsWindow(held('imported'), window(5, 7))).toBe(false);
  });

  it('tells how many events of the whole run lie outside', () => {
    expect(eventsOutside(held(), window(5, 7))).toBe(7);
  });
});
