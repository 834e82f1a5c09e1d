import { MOST_ROOMS } from '@/lib/live/cursor';
import { deliver } from '@/lib/live/shared/deliver';
import type { Asking, Refusal, ToldFrame } from '@/lib/live/shared/messages';
import { isAhead, type Reader, suffices, wanted } from '@/lib/live/shared/readers';
import { type Effect, type Hub, type HubEvent, Step } from '@/lib/live/shared/step';

/** Failures in a row after which we say offline rather than reconnecting. */
const OFFLINE_AFTER = 3;
const LONGEST_WAIT_MS = 15_000;
/** That something arrived is told this often where it is nothing to read, in ms. */
const ARRIVAL_MS = 1_000;

function subscribe(step: Step, asking: Asking & { type: 'subscribe' }): void {
  const { id, room, cursor, isReturning } = asking;
  const reader: Reader = {
    room,
    cursor,
    hasStood: isReturning,
    untaken: 0,
    untakenSince: 0,
    toldAt: 0,
  };
  const readers = new Map(step.hub.readers).set(id, reader);
  const now = wanted(readers);
  if (now.rooms.length > MOST_ROOMS) {
    step.effects.push({ type: 'tell', telling: { type: 'full', id } });
    return;
  }
  step.set({ readers });
  const { line } = step.hub;
  if (line.is !== 'open' || !suffices(line.asked, now) || !isAhead(reader, line)) {
    step.tell(id, {});
    step.reopen();
    return;
  }
  const list = room === undefined ? undefined : step.hub.presence.get(room);
  const frames: ToldFrame[] = list === undefined ? [] : [{ event: 'presence', data: list }];
  step.setReader(id, { ...reader, hasStood: true });
  step.tell(id, { frames, isResumed: isReturning });
}

function opened(step: Step): void {
  const { line, failures, readers } = step.hub;
  if (line.is !== 'opening') return;
  const { asked } = line;
  const { place } = asked.cursor;
  step.set({ line: { is: 'open', asked, place, carried: new Map() } });
  step.set({ failures: 0, connection: 'live' });
  for (const [id, reader] of readers) {
    const isAnew = failures > 0 || !reader.cursor.place;
    const cursor = { ...reader.cursor, place: reader.cursor.place ?? place };
    step.setReader(id, { ...reader, cursor, hasStood: true });
    step.tell(id, { hasArrived: true, isResumed: isAnew && reader.hasStood });
  }
}

function arrived(step: Step, event: HubEvent & { type: 'arrived' }): void {
  const { line } = step.hub;
  if (event.retryMs !== undefined) step.set({ retryMs: event.retryMs });
  if (line.is !== 'open') return;
  const delivery = deliver(line, step.hub.readers, event.frames);
  step.set({
    line: { is: 'open', ...delivery.line },
    readers: delivery.readers,
    presence: new Map([...step.hub.presence, ...delivery.presence]),
  });
  for (const [id, { toldAt }] of delivery.readers) {
    const frames = delivery.told.get(id);
    if (frames || step.now - toldAt >= ARRIVAL_MS) {
      step.tell(id, { hasArrived: true, ...(frames && { frames }) });
    }
  }
  if (delivery.isShort) step.reopen();
}

function ended(step: Step, event: HubEvent & { type: 'ended' }): void {
  const { readers, retryMs } = step.hub;
  const failures = event.hasFailed ? step.hub.failures + 1 : step.hub.failures;
  const isOffline = failures >= OFFLINE_AFTER || !event.isOnline;
  step.set({ failures, line: { is: 'waiting' } });
  step.set({ connection: isOffline ? 'offline' : 'reconnecting' });
  if (readers.size === 0) {
    step.reopen();
    return;
  }
  step.tellAll({});
  // After a clean end too: a server that shuts down must not be called back at once.
  const ms = Math.min(LONGEST_WAIT_MS, retryMs * 2 ** Math.max(0, failures - 1));
  step.effects.push({ type: 'wait', turn: step.hub.turn, ms });
}

function refused(step: Step, { refusal }: { refusal: Refusal }): void {
  const { line } = step.hub;
  const rooms = line.is === 'opening' || line.is === 'open' ? line.asked.rooms : [];
  const { room } = refusal.extra;
  if (refusal.status !== 404) step.refuse(refusal, () => true);
  else if (typeof room === 'string' && rooms.includes(room))
    step.refuse(refusal, (reader) => reader.room === room);
  else step.refuse(refusal, (reader) => rooms.length === 0 || reader.room !== undefined);
  step.reopen();
}

function settle(step: Step): void {
  const { line, readers } = step.hub;
  if (readers.size === 0) step.reopen();
  else if (line.is === 'open' || line.is === 'opening') {
    if (wanted(readers).rooms.length < line.asked.rooms.length) step.reopen();
  }
}

/** What the hub becomes by one event, and what is to be done. `now` is in ms, of any clock. */
export function advance(hub: Hub, event: HubEvent, now: number): { hub: Hub; effects: Effect[] } {
  const step = new Step(hub, now);
  const isOld = 'turn' in event && event.turn !== hub.turn;
  if (isOld) return { hub, effects: [] };
  switch (event.type) {
    case 'subscribe':
      subscribe(step, event);
      break;
    case 'unsubscribe':
      step.setReader(event.id, undefined);
      step.effects.push({ type: 'settle' });
      break;
    case 'taken': {
      const reader = hub.readers.get(event.id);
      if (reader)
        step.setReader(event.id, { ...reader, untaken: reader.untaken - 1, untakenSince: now });
      else step.effects.push({ type: 'tell', telling: { type: 'lost', id: event.id } });
      break;
    }
    case 'opened':
      opened(step);
      break;
    case 'arrived':
      arrived(step, event);
      break;
    case 'ended':
      ended(step, event);
      break;
    case 'refused':
      refused(step, event);
      break;
    case 'retry':
    case 'woken':
      if (hub.line.is === 'waiting') step.reopen();
      break;
    case 'doubted':
      if (hub.line.is !== 'closed') step.reopen();
      break;
    case 'settle':
      settle(step);
      break;
    case 'pulse':
      step.tellAll({});
      break;
  }
  return { hub: step.hub, effects: step.effects };
}
