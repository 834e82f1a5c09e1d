import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Browser, Server, Tab } from './browser-model';

const ROOMS = ['inc_a', 'inc_b', 'inc_c'];

type Move =
  | { type: 'write' | 'freeze' | 'thaw' | 'close' | 'join' | 'begin'; at: number }
  | { type: 'load'; room: string | undefined }
  | { type: 'visit'; room: string | undefined }
  | { type: 'arrive'; count: number; pick: number }
  | { type: 'end'; hasFailed: boolean }
  | { type: 'pass'; ms: number }
  | { type: 'retry' | 'open' | 'settle' | 'pulse' | 'doubt' };

const at = fc.nat({ max: 11 });
const room = fc.constantFrom(undefined, ...ROOMS);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ type: fc.constant('write' as const), at }) },
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constant('arrive' as const),
      count: fc.integer({ min: 0, max: 8 }),
      pick: fc.nat({ max: 20 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.oneof(
      fc.record({ type: fc.constant('load' as const), room }),
      fc.record({ type: fc.constant('visit' as const), room }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'join' as const,
        'join' as const,
        'close' as const,
        'freeze' as const,
        'thaw' as const,
        'begin' as const,
      ),
      at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'open' as const,
        'open' as const,
        'retry' as const,
        'settle' as const,
        'pulse' as const,
        'doubt' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('end' as const), hasFailed: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('pass' as const), ms: fc.nat({ max: 60_000 }) }),
  },
);

function play(moves: readonly Move[]) {
  const server = new Server();
  // Runs of what is part of another incident belong to both rooms.
  server.rooms.set('inc_a', ['inc_a', 'inv_a', 'inv_both']);
  server.rooms.set('inc_b', ['inc_b', 'inv_both']);
  server.rooms.set('inc_c', ['inc_c']);
  const streams = ['inc_a', 'inv_a', 'inv_both', 'inc_b', 'inc_c', 'inc_elsewhere'];
  const browser = new Browser(server);
  const loaded: Tab[] = [];
  const all: Tab[] = [];
  const some = <Thing>(things: readonly Thing[], place: number): Thing | undefined =>
    things[place % Math.max(1, things.length)];
  const enter = (tab: Tab | undefined) => {
    if (!tab) return;
    all.push(tab);
    browser.join(tab);
  };
  for (const each of moves) {
    if (each.type === 'write') server.write(some(streams, each.at) ?? 'inc_a');
    else if (each.type === 'begin') {
      const room = some(ROOMS, each.at) ?? 'inc_a';
      const stream = `inv_${streams.length}`;
      streams.push(stream);
      server.rooms.set(room, [...server.streamsOf(room), stream]);
      server.write(stream);
    } else if (each.type === 'load') loaded.push(new Tab(server, each.room));
    else if (each.type === 'visit') enter(new Tab(server, each.room));
    else if (each.type === 'join') enter(loaded.shift());
    else if (each.type === 'arrive') browser.arrive(each.count, each.pick);
    else if (each.type === 'open') browser.opened();
    else if (each.type === 'end') browser.end(each.hasFailed);
    else if (each.type === 'retry') browser.retry();
    else if (each.type === 'pass') browser.now += each.ms;
    else if (each.type === 'settle' || each.type === 'pulse') browser.dispatch({ type: each.type });
    else if (each.type === 'doubt') browser.dispatch({ type: 'doubted' });
    else if ('at' in each) {
      const tab = some(browser.tabs, each.at);
      if (!tab) continue;
      if (each.type === 'close') browser.close(tab);
      else if (each.type === 'freeze') tab.isFrozen = true;
      else browser.thaw(tab);
    }
  }
  browser.settle();
  return { server, browser, tabs: all };
}

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + 1 + i);

describe('the one stream of a browser', () => {
  test('tells every tab exactly what follows its cursor, in order, once, in any interleaving', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }), (moves) => {
        const { server, tabs } = play(moves);
        for (const tab of tabs) {
          const streams = tab.room === undefined ? [] : server.streamsOf(tab.room);
          expect(tab.timeline.every(({ stream }) => streams.includes(stream))).toBe(true);
          for (const stream of streams) {
            const seqs = tab.timeline.filter((each) => each.stream === stream).map((e) => e.seq);
            const from = tab.held.get(stream) ?? 0;
            const to = tab.isClosed ? from + seqs.length : server.head(stream);
            expect(seqs).toEqual(upTo(from, to));
            told += seqs.length;
          }
        }
      }),
      { numRuns: 800 },
    );
    // The moves are such that there is much to tell.
    expect(told).toBeGreaterThan(5000);
  });

  test('tells every tab that something changed elsewhere, or that it may have missed it', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }), (moves) => {
        const { server, tabs } = play(moves);
        for (const tab of tabs) {
          const own = new Set(tab.room === undefined ? [] : server.streamsOf(tab.room));
          for (const stream of new Set(tab.changes.map((each) => each.stream))) {
            const seqs = tab.changes.filter((each) => each.stream === stream).map((e) => e.seq);
            expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
            told += seqs.length;
          }
          if (tab.isClosed) continue;
          expect(tab.since).toBeDefined();
          const heard = new Map(tab.changes.map(({ stream, seq }) => [stream, seq]));
          for (const { stream, seq } of server.log.slice(tab.since)) {
            if (own.has(stream)) continue;
            expect(heard.get(stream) ?? 0).toBeGreaterThanOrEqual(seq);
          }
        }
      }),
      { numRuns: 800 },
    );
    expect(told).toBeGreaterThan(5000);
  });

  test('carries the rooms that are still shown, and no others', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
        const { browser } = play(moves);
        const shown = new Set(browser.tabs.flatMap(({ room }) => (room ? [room] : [])));
        const { line } = browser.hub;
        if (browser.tabs.length === 0) expect(line.is).toBe('closed');
        else if (line.is === 'open') expect(new Set(line.asked.rooms)).toEqual(shown);
        else throw new Error(`The line is ${line.is}.`);
      }),
      { numRuns: 500 },
    );
  });
});
