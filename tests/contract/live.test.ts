import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { publish } from '@/lib/log/publish';
import { PRESENCE_TOPIC } from '@/lib/presence/server/attend';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation, openIncident } from '../support/investigation';
import { note } from '../support/investigation-events';
import { newPerson, signOut } from './people';
import { connect, type Connection, type ReceivedFrame } from './sse-reader';

const contract = await contractServer();
const { as, server, agent } = contract;

const live = (query: string, cookie: string, lastId?: string, base = server.url) =>
  connect(`${base}/api/v1/live?${query}`, { Cookie: cookie }, lastId);
const post = async (id: string, ...events: object[]) => {
  const answer = await as.agent('POST', `/investigations/${id}/events`, { events });
  expect(answer.status).toBe(200);
};
const observer = (service = '*') =>
  newPerson(server.url, as.admin, [{ role: 'observer', service }]);

/** Reads on until a frame fits, and tells all that came until then. */
async function until(
  { frames }: Connection,
  fits: (frame: ReceivedFrame) => boolean,
): Promise<ReceivedFrame[]> {
  const taken: ReceivedFrame[] = [];
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    taken.push(next.value);
    if (fits(next.value)) return taken;
  }
  throw new Error('The stream ended before it came.');
}

interface TimelineData {
  stream: string;
  event: { id: string; seq: number };
}
const timelineOf = (frames: ReceivedFrame[]) =>
  frames.filter(({ event }) => event === 'timeline').map(({ data }) => data as TimelineData);
const isEvent =
  (id: string) =>
  ({ event, data }: ReceivedFrame) =>
    event === 'timeline' && (data as TimelineData).event.id === id;
const isChange =
  (stream: string) =>
  ({ event, data }: ReceivedFrame) =>
    event === 'change' && (data as { stream: string }).stream === stream;
const carriesOf = (frames: ReceivedFrame[]) =>
  frames.filter(({ event }) => event === 'carry').map(({ data }) => data);

describe('one stream of several rooms', () => {
  test('carries each of them, says which stream is whose before its first event, and resumes', async () => {
    const [one, two] = [
      await beginInvestigation(as.commander, as.agent),
      await beginInvestigation(as.commander, as.agent),
    ];
    const { cookie } = await observer();
    await post(one.investigationId, note('one-1'));
    const rooms = `room=${one.incidentId},${two.incidentId}`;
    const first = await live(`${rooms}&after=${two.investigationId}:1`, cookie);
    await post(two.investigationId, note('two-1'));
    const before = await until(first, isEvent('two-1'));
    expect(carriesOf(before)).toEqual(
      expect.arrayContaining([
        { room: one.incidentId, stream: one.incidentId, after: 0 },
        { room: one.incidentId, stream: one.investigationId, after: 0 },
        { room: two.incidentId, stream: two.incidentId, after: 0 },
        { room: two.incidentId, stream: two.investigationId, after: 1 },
      ]),
    );
    const place = ({ stream }: TimelineData) =>
      before.findIndex(
        ({ event, data }) => event === 'carry' && (data as { stream: string }).stream === stream,
      );
    for (const each of timelineOf(before)) {
      const at = before.findIndex(({ data }) => data === each);
      expect(place(each)).toBeGreaterThanOrEqual(0);
      expect(place(each)).toBeLessThan(at);
    }
    first.leave();

    await post(one.investigationId, note('one-2'));
    const second = await live(rooms, cookie, before.at(-1)?.id);
    await post(two.investigationId, note('two-2'));
    const heard = new Set<string>();
    const after = await until(second, ({ event, data }) => {
      if (event === 'timeline') heard.add((data as TimelineData).event.id);
      return heard.has('one-2') && heard.has('two-2');
    });
    second.leave();
    for (const id of [one.investigationId, two.investigationId]) {
      const seqs = [...timelineOf(before), ...timelineOf(after)]
        .filter(({ stream }) => stream === id)
        .map(({ event }) => event.seq);
      const from = id === two.investigationId ? 2 : 1;
      expect(seqs).toEqual(seqs.map((_, i) => from + i));
    }
  });

  test('a room by itself is told as ever; with `changes=all` what it carries is mentioned too', async () => {
    const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
    const elsewhere = await beginInvestigation(as.commander, as.agent);
    const { cookie } = await observer();
    const plain = await live(`room=${incidentId}`, cookie);
    const shared = await live(`room=${incidentId}&changes=all`, cookie);
    // Both stand at the newest place once they have told of something that came later.
    await post(elsewhere.investigationId, note('there'));
    const started = [plain, shared].map((each) => until(each, isChange(elsewhere.investigationId)));
    await Promise.all(started);
    await post(investigationId, note('here'));
    await until(shared, isChange(investigationId));
    await post(elsewhere.investigationId, note('there-again'));
    const told = await until(plain, isChange(elsewhere.investigationId));
    expect(told.filter(isChange(investigationId))).toEqual([]);
    expect(told.some(isEvent('here'))).toBe(true);
    plain.leave();
    shared.leave();
  });

  test('a run of what was merged is carried once, for both rooms', async () => {
    const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
    const survivor = await openIncident(as.commander);
    await as.commander('PATCH', `/incidents/${incidentId}`, { mergedInto: survivor });
    const { cookie } = await observer();
    const both = await live(`room=${incidentId},${survivor}`, cookie);
    await post(investigationId, note('once'));
    const frames = await until(both, isEvent('once'));
    both.leave();
    const rooms = carriesOf(frames).filter(
      (data) => (data as { stream: string }).stream === investigationId,
    );
    expect(rooms).toHaveLength(2);
    const seqs = timelineOf(frames).filter(({ stream }) => stream === investigationId);
    expect(seqs.map(({ event }) => event.seq)).toEqual(seqs.map((_, i) => 1 + i));
  });

  test('is refused as a whole where one room is not the asker’s to know of, and says which', async () => {
    const mine = await openIncident(as.commander);
    const { call } = await observer('payments');
    const here = await as.observer('GET', `/live?room=${mine},inc_nobody`);
    expect(expectProblem(here, 404, 'not-found')).toMatchObject({ room: 'inc_nobody' });
    const there = await call('GET', `/live?room=${mine}`);
    expect(expectProblem(there, 404, 'not-found')).toMatchObject({ room: mine });
    const many = Array.from({ length: 13 }, (_, i) => `inc_${i}`).join(',');
    expectProblem(await as.observer('GET', `/live?room=${many}`), 400, 'invalid');
    expectProblem(await as.observer('GET', `/live?room=${mine},`), 400, 'invalid');
  });
});

describe('a stream belongs to one person', () => {
  test('who takes itself for somebody else than is signed in is refused', async () => {
    const [one, two] = [await observer(), await observer()];
    expectProblem(await one.call('GET', `/live?as=${two.id}`), 401, 'unauthenticated');
    const own = await live(`as=${one.id}`, one.cookie);
    expect(own.status).toBe(200);
    own.leave();
  });

  test('it ends when that person’s roles change, and what they may no longer see is refused', async () => {
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const reader = await observer();
    const stream = await live(`room=${incidentId}`, reader.cookie);
    await until(stream, ({ event }) => event === 'presence');
    const narrowed = await as.admin('PUT', `/people/${reader.id}/roles`, {
      roles: [{ role: 'observer', service: 'payments' }],
    });
    expect(narrowed.status).toBe(200);
    for (let next = await stream.frames.next(); !next.done; next = await stream.frames.next());
    expectProblem(await reader.call('GET', `/live?room=${incidentId}`), 404, 'not-found');
  });
});

interface PresenceData {
  room: string;
  people: { id: string; name: string }[];
  more: number;
}
const isPresence =
  (...ids: string[]) =>
  ({ event, data }: ReceivedFrame) =>
    event === 'presence' &&
    JSON.stringify((data as PresenceData).people.map(({ id }) => id).toSorted()) ===
      JSON.stringify(ids.toSorted());
/** How long until a presence of exactly these people is told, in milliseconds. */
const seen = async (stream: Connection, ...ids: string[]) => {
  const begun = performance.now();
  await until(stream, isPresence(...ids));
  return performance.now() - begun;
};

describe('who is in a room', () => {
  test('is told within two seconds of coming and going, over two processes', async () => {
    const other = await contract.replica();
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const [one, two] = [await observer(), await observer()];
    const here = await live(`room=${incidentId}`, one.cookie);
    await seen(here, one.id);
    const there = await live(`room=${incidentId}`, two.cookie, undefined, other.url);
    const [told] = await Promise.all([seen(here, one.id, two.id), seen(there, one.id, two.id)]);
    expect(told).toBeLessThan(2000);
    there.leave();
    expect(await seen(here, one.id)).toBeLessThan(4000);
    here.leave();
  });

  test('is each person once, with as many streams as they have, one of them opened anew', async () => {
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const [one, two, three] = [await observer(), await observer(), await observer()];
    const here = await live(`room=${incidentId}`, one.cookie);
    const streams = await Promise.all([1, 2].map(() => live(`room=${incidentId}`, two.cookie)));
    await seen(here, one.id, two.id);
    for (const stream of streams) stream.leave();
    // A page that is loaded anew leaves for a moment, which nobody is told of.
    const again = await live(`room=${incidentId}`, two.cookie);
    await until(again, isPresence(one.id, two.id));
    const last = await live(`room=${incidentId}`, three.cookie);
    const told = await until(here, isPresence(one.id, two.id, three.id));
    expect(told.filter(({ event }) => event === 'presence')).toHaveLength(1);
    for (const stream of [here, again, last]) stream.leave();
  });

  test('is told of people alone, and to nobody outside the room', async () => {
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const elsewhere = await beginInvestigation(as.commander, as.agent);
    const [one, outside] = [await observer(), await observer()];
    const machine = await connect(`${server.url}/api/v1/live?room=${incidentId}`, {
      Authorization: `Bearer ${agent.key}`,
    });
    const floor = await live(`room=${elsewhere.incidentId}`, outside.cookie);
    await until(floor, isPresence(outside.id));
    const here = await live(`room=${incidentId}`, one.cookie);
    await seen(here, one.id);
    const { investigationId } = elsewhere;
    await post(elsewhere.investigationId, note('after'));
    const told = await until(floor, isEvent('after'));
    expect(told.filter(({ event }) => event === 'presence')).toEqual([]);
    const heard = await until(machine, isChange(investigationId));
    expect(heard.filter(({ event }) => event === 'presence')).toEqual([]);
    for (const stream of [machine, floor, here]) stream.leave();
  });

  test('ends with the session', async () => {
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const [one, two] = [await observer(), await observer()];
    const here = await live(`room=${incidentId}`, one.cookie);
    const there = await live(`room=${incidentId}`, two.cookie);
    await seen(here, one.id, two.id);
    await signOut(server.url, two.cookie);
    expect(await seen(here, one.id)).toBeLessThan(6000);
    here.leave();
    there.leave();
  });

  test('is missed once its lease has run out, when a process was killed', async () => {
    const { incidentId } = await beginInvestigation(as.commander, as.agent);
    const [one, two] = [await observer(), await observer()];
    const here = await live(`room=${incidentId}`, one.cookie);
    await db().$executeRaw`
      INSERT INTO "presence" ("incidentId", "personId", "holder", "arrivedAt", "expiresAt")
      VALUES (${incidentId}, ${two.id}, 'a process that was killed', now(), now() + interval '3 s')`;
    publish([PRESENCE_TOPIC]);
    await seen(here, one.id, two.id);
    expect(await seen(here, one.id)).toBeLessThan(10_000);
    here.leave();
  });
});
