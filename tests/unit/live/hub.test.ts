import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ROOMS } from '@/lib/live/cursor';
import { advance } from '@/lib/live/shared/hub';
import type { Telling } from '@/lib/live/shared/messages';
import {
  type Effect,
  emptyHub,
  type Hub,
  type HubEvent,
  MOST_UNTAKEN,
} from '@/lib/live/shared/step';
import { Browser, Server, Tab } from './browser-model';

const ROOMS = ['inc_a', 'inc_b', 'inc_c'];

type Move =
  | { type: 'write' | 'freeze' | 'thaw' | 'close' | 'join' | 'begin'; at: number }
  | { type: 'load' | 'visit'; room: string | undefined }
  | { type: 'arrive'; count: number; pick: number }
  | { type: 'end'; hasFailed: boolean }
  | { type: 'pass'; ms: number }
  | { type: 'retry' | 'open' | 'settle' | 'pulse' | 'doubt' };

const at = fc.nat({ max: 11 });
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
    arbitrary: fc.record({
      type: fc.constantFrom('load' as const, 'visit' as const),
      room: fc.constantFrom(undefined, ...ROOMS),
    }),
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
  for (const each of moves) {
    if (each.type === 'write') server.write(some(streams, each.at) ?? 'inc_a');
    else if (each.type === 'begin') {
      const room = some(ROOMS, each.at) ?? 'inc_a';
      const stream = `inv_${streams.length}`;
      streams.push(stream);
      server.rooms.set(room, [...server.streamsOf(room), stream]);
      server.write(stream);
    } else if (each.type === 'load') loaded.push(new Tab(server, each.room));
    else if (each.type === 'join' || each.type === 'visit') {
      const tab = each.type === 'join' ? loaded.shift() : new Tab(server, each.room);
      if (!tab) continue;
      all.push(tab);
      browser.join(tab);
    } else if (each.type === 'arrive') browser.arrive(each.count, each.pick);
    else if (each.type === 'open') browser.opened();
    else if (each.type === 'end') browser.end(each.hasFailed);
    else if (each.type === 'retry') browser.retry();
    else if (each.type === 'pass') browser.now += each.ms;
    else if (each.type === 'settle' || each.type === 'pulse') browser.dispatch({ type: each.type });
    else if (each.type === 'doubt') browser.dispatch({ type: 'doubted' });
    else {
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

/** Plays events one after the other. */
function after(...events: HubEvent[]): { hub: Hub; effects: Effect[]; tellings: Telling[] } {
  let hub: Hub = emptyHub;
  let effects: Effect[] = [];
  const tellings: Telling[] = [];
  for (const event of events) {
    ({ hub, effects } = advance(hub, event, 0));
    tellings.push(...effects.flatMap((each) => (each.type === 'tell' ? [each.telling] : [])));
  }
  return { hub, effects, tellings };
}

const subscribe = (id: string, room?: string): HubEvent => ({
  type: 'subscribe',
  id,
  room,
  cursor: { place: undefined, seqs: new Map(room ? [[room, 3]] : []) },
  isReturning: false,
});
const refusal = (status: number, extra: Record<string, unknown> = {}) => ({
  slug: status === 404 ? 'not-found' : 'unauthenticated',
  status,
  title: 'No',
  detail: 'No.',
  extra,
});
const refusedIds = (tellings: Telling[]) =>
  tellings.flatMap(({ type, id }) => (type === 'refused' ? [id] : []));

describe('a refusal', () => {
  test('of one room reaches the tabs that show it, and the others are asked for at once', () => {
    const { tellings, effects } = after(
      subscribe('floor'),
      subscribe('a', 'inc_a'),
      subscribe('b', 'inc_b'),
      { type: 'refused', turn: 3, refusal: refusal(404, { room: 'inc_a' }) },
    );
    expect(refusedIds(tellings)).toEqual(['a']);
    expect(effects.at(-1)).toMatchObject({ type: 'open', asked: { rooms: ['inc_b'] } });
  });

  test('of the person reaches every tab, and ends the stream', () => {
    const { hub, tellings, effects } = after(subscribe('floor'), subscribe('a', 'inc_a'), {
      type: 'refused',
      turn: 2,
      refusal: refusal(401),
    });
    expect(refusedIds(tellings)).toEqual(['floor', 'a']);
    expect(hub.line.is).toBe('closed');
    expect(effects.at(-1)).toEqual({ type: 'close' });
  });

  test('that an earlier stream still says is passed over', () => {
    const { tellings } = after(subscribe('floor'), subscribe('a', 'inc_a'), {
      type: 'refused',
      turn: 1,
      refusal: refusal(401),
    });
    expect(refusedIds(tellings)).toEqual([]);
  });
});

describe('how the stream stands', () => {
  test('is told to every tab: reconnecting, offline after three failures, and resumed', () => {
    const states: string[] = [];
    let hub = advance(emptyHub, subscribe('floor'), 0).hub;
    const see = (event: HubEvent) => {
      const next = advance(hub, event, 0);
      hub = next.hub;
      for (const effect of next.effects) {
        if (effect.type !== 'tell' || effect.telling.type !== 'news') continue;
        states.push(effect.telling.state + (effect.telling.isResumed ? ', resumed' : ''));
      }
    };
    see({ type: 'opened', turn: hub.turn });
    for (let failure = 0; failure < 3; failure += 1) {
      see({ type: 'ended', turn: hub.turn, hasFailed: true, isOnline: true });
      see({ type: 'retry', turn: hub.turn });
    }
    see({ type: 'opened', turn: hub.turn });
    expect(states).toEqual(['live', 'reconnecting', 'reconnecting', 'offline', 'live, resumed']);
  });

  test('is offline at once where the browser has no network, and asked anew when it has', () => {
    const { hub, effects } = after(
      subscribe('floor'),
      { type: 'ended', turn: 1, hasFailed: true, isOnline: false },
      { type: 'woken' },
    );
    expect(hub.connection).toBe('offline');
    expect(effects).toMatchObject([{ type: 'open', turn: 2 }]);
  });
});

test('a tab that takes nothing in is let go after so many tellings, and comes back by itself', () => {
  let hub = after(subscribe('dead', 'inc_a'), subscribe('floor')).hub;
  hub = advance(hub, { type: 'opened', turn: hub.turn }, 0).hub;
  for (let i = 0; i < MOST_UNTAKEN; i += 1) {
    hub = advance(hub, { type: 'pulse' }, 0).hub;
    hub = advance(hub, { type: 'taken', id: 'floor' }, 0).hub;
  }
  expect([...hub.readers.keys()]).toEqual(['floor']);
  const { effects } = advance(hub, { type: 'settle' }, 0);
  expect(effects).toMatchObject([{ type: 'open', asked: { rooms: [] } }]);
  expect(advance(hub, { type: 'taken', id: 'dead' }, 0).effects).toEqual([
    { type: 'tell', telling: { type: 'lost', id: 'dead' } },
  ]);
});

test('more rooms than one stream carries are sent back to a stream of their own', () => {
  const rooms = Array.from({ length: MOST_ROOMS + 1 }, (_, i) => subscribe(`t${i}`, `inc_${i}`));
  const { hub, tellings } = after(...rooms);
  expect(hub.readers.size).toBe(MOST_ROOMS);
  expect(tellings.at(-1)).toEqual({ type: 'full', id: `t${MOST_ROOMS}` });
});

test('who is in a room is told to a tab that comes later, without asking the server again', () => {
  const open = after(subscribe('a', 'inc_a'), { type: 'opened', turn: 1 });
  const list = { room: 'inc_a', people: [{ id: 'usr_1' }], more: 0 };
  const frame = { event: 'presence' as const, place: undefined, room: 'inc_a', data: list };
  const { hub } = advance(open.hub, { type: 'arrived', turn: 1, frames: [frame] }, 0);
  const { effects } = advance(hub, subscribe('later', 'inc_a'), 0);
  expect(effects).toMatchObject([
    { type: 'tell', telling: { id: 'later', frames: [{ event: 'presence', data: list }] } },
  ]);
});

test('a merge moves a run into a room from where the server says, whatever was held of it', () => {
  const open = after(subscribe('a', 'inc_a'), { type: 'opened', turn: 1 });
  const carry = { event: 'carry' as const, place: undefined, room: 'inc_a' };
  const timeline = (seq: number) => ({
    event: 'timeline' as const,
    place: undefined,
    stream: 'inv_b',
    seq,
    data: { seq },
  });
  const { hub, effects } = advance(
    open.hub,
    {
      type: 'arrived',
      turn: 1,
      frames: [
        { ...carry, stream: 'inc_a', after: 3, anew: false },
        { ...carry, stream: 'inv_b', after: 300, anew: true },
        timeline(301),
        { ...carry, stream: 'inv_b', after: null, anew: false },
        timeline(302),
      ],
    },
    0,
  );
  expect(effects).toMatchObject([{ type: 'tell', telling: { frames: [{ data: { seq: 301 } }] } }]);
  expect(hub.readers.get('a')?.cursor.seqs).toEqual(new Map([['inc_a', 3]]));
});
