import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '@/components/incident/run-facts';
import { foldRoom } from '@/lib/live/fold';
import { lastSeq, markReadBack, rowsOf, type RoomState } from '@/lib/live/room-state';
import { appendLater, MOST_EVENTS, prependEvents, showStretch } from '@/lib/live/window';
import { created, eventAt, evidenceAt, roomOf, RUN } from './room-sample';

/** In turns a step begun, an item of evidence of it, and the step ended. */
function eventOf(seq: number) {
  const step = `s${Math.floor((seq - 2) / 3)}`;
  const turn = (seq - 2) % 3;
  if (turn === 0) return eventAt(seq, 'step.started', { step, tool: `tool ${step}` });
  if (turn === 1) return evidenceAt(seq, `E${seq}`, `item ${seq}`, step);
  return eventAt(seq, 'step.finished', { step, status: 'ok' });
}

const LENGTH = 9000;
const all = [created(), ...Array.from({ length: LENGTH - 1 }, (_, place) => eventOf(place + 2))];
const slice = (from: number, to: number) => all.slice(from - 1, to);

const runOf = ({ runs }: RoomState) => {
  const [run] = runs;
  if (!run) throw new Error('No run.');
  return run;
};
const view = (state: RoomState) => {
  const { events } = runOf(state);
  return [events[0]?.seq, events.at(-1)?.seq];
};

/** A room that has followed the run live, in batches. */
function followed(until = LENGTH): RoomState {
  let state = roomOf(slice(1, 1));
  for (let from = 2; from <= until; from += 250) {
    state = foldRoom(state, slice(from, Math.min(until, from + 249))).state;
  }
  return state;
}

const live = followed();

describe('the stretch of a run that a browser holds', () => {
  it('stays small however long the run is followed, and ends with the newest event', () => {
    const run = runOf(live);
    expect(run.events.length).toBeLessThanOrEqual(MOST_EVENTS + 500);
    expect(run.events.at(-1)?.seq).toBe(LENGTH);
    expect(run).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(factsOf(run)?.row).toMatchObject({ lastSeq: LENGTH, stepCount: 3000 });
  });

  it('keeps no step and no item that nothing in view names', () => {
    expect(rowsOf(runOf(live), 'step').length).toBeLessThan(4500);
    const longer = runOf(followed(LENGTH));
    expect(rowsOf(longer, 'evidence').length).toBeLessThan(4500);
  });

  it('moves back with the pages before it, letting go of the newest', () => {
    let state = live;
    for (let page = 0; page < 20; page += 1) {
      const first = runOf(state).events[0]?.seq ?? 0;
      state = prependEvents(state, RUN, slice(Math.max(1, first - 200), first - 1));
    }
    const run = runOf(state);
    expect(run.hasLater).toBe(true);
    expect(run.events.length).toBeLessThanOrEqual(MOST_EVENTS + 500);
    const [shown] = run.events.filter(({ kind }) => kind === 'step.started');
    const step = String(shown?.payload.step);
    expect(factsOf(run)?.stepOf(step)).toMatchObject({ tool: `tool ${step}`, status: 'ok' });
  });

  it('folds what arrives while one reads elsewhere, and does not show it', () => {
    const early = showStretch(live, RUN, slice(1, 200));
    expect(view(early)).toEqual([1, 200]);
    const { state } = foldRoom(early, [
      eventAt(LENGTH + 1, 'step.started', { step: 'new', tool: 'new' }),
    ]);
    expect(view(state)).toEqual([1, 200]);
    expect(factsOf(runOf(state))?.row).toMatchObject({ lastSeq: LENGTH + 1, stepCount: 3001 });
  });

  it('keeps what is read far above the newest, however much arrives', () => {
    let state = markReadBack(followed(MOST_EVENTS), RUN, true);
    const [first] = view(state);
    for (let from = MOST_EVENTS + 1; from <= LENGTH; from += 250) {
      state = foldRoom(state, slice(from, from + 249)).state;
    }
    expect(view(state)[0]).toBe(first);
    expect(runOf(state).events.length).toBeLessThanOrEqual(MOST_EVENTS + 500);
    expect(runOf(state)).toMatchObject({ hasLater: true });
    expect(lastSeq(runOf(state))).toBe(LENGTH);
    // Who has come back to the end follows again.
    const back = showStretch(markReadBack(state, RUN, false), RUN, slice(LENGTH - 300, LENGTH));
    expect(runOf(back)).toMatchObject({ hasLater: false, isReadBack: false });
    expect(markReadBack(back, RUN, false)).toBe(back);
  });

  it('takes nothing that was not known at the moment that is shown', () => {
    const then = followed(500);
    const earlier = showStretch(then, RUN, slice(1, 100));
    const later = appendLater(earlier, RUN, slice(101, 800));
    expect(view(later)).toEqual([1, 500]);
    expect(runOf(later).hasLater).toBe(false);
  });

  it('never has a hole, whatever pages come in whatever order', () => {
    const page = tuple(
      constantFrom(prependEvents, appendLater, showStretch),
      integer({ min: 1, max: LENGTH - 1 }),
      integer({ min: 1, max: 1200 }),
    );
    assert(
      property(array(page, { maxLength: 8 }), (pages) => {
        let state = live;
        for (const [put, from, size] of pages) state = put(state, RUN, slice(from, from + size));
        const { events, hasEarlier, hasLater } = runOf(state);
        events.forEach(({ seq }, place) => expect(seq).toBe((events[0]?.seq ?? 0) + place));
        expect(hasEarlier).toBe((events[0]?.seq ?? 1) > 1);
        expect(hasLater).toBe((events.at(-1)?.seq ?? 0) < lastSeq(runOf(state)));
      }),
      { numRuns: 40 },
    );
  });
});
