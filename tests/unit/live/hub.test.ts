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

describe('a stream that leaves out the changes of its room', () => {
  test('is asked for anew where the next page shows no room, though the room is still carried', () => {
    const { effects } = after(
      subscribe('a', 'inc_a'),
      { type: 'opened', turn: 1 },
      { type: 'unsubscribe', id: 'a' },
      subscribe('floor'),
    );
    expect(effects.at(-1)).toMatchObject({ type: 'open', asked: { rooms: [] } });
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
