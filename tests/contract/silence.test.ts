import { Client } from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { verifyLog } from '@/lib/log/verify';
import { type Answer, asMachine, asPerson, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { beginInvestigation } from '../support/investigation';
import { note } from '../support/investigation-events';
import { doorTo } from '../support/door';
import { newPerson } from './people';
import { followStream } from './sse-reader';

/** Longer than a statement or a connection may take, and shorter than anybody's patience. */
const SOON_MS = 10_000;

const contract = await contractServer();
const { as, server, database, agent } = contract;
const door = await doorTo(database.url);
afterAll(() => door.shut());
const far = await contract.replica({ databaseUrl: door.url });
const commander = await newPerson(server.url, as.admin, [{ role: 'commander', service: '*' }]);
const beyond = {
  agent: asMachine(far.url, agent.key),
  commander: asPerson(far.url, commander.cookie),
};
const isReady = async () => (await fetch(`${far.url}/api/health/ready`)).status;
const { investigationId } = await beginInvestigation(as.commander, as.agent);
const post = (id: string, headers?: Record<string, string>) =>
  beyond.agent(
    'POST',
    `/investigations/${investigationId}/events`,
    { events: [note(id)] },
    headers,
  );

afterEach(async () => {
  door.thaw();
  await expect.poll(isReady, { timeout: 20_000, interval: 100 }).toBe(200);
});

function expectUnavailable(answer: Answer): void {
  expectProblem(answer, 503, 'unavailable');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

/** Holds the investigation against other writers, as one of them would, until it is let go. */
async function holdInvestigation(): Promise<() => Promise<void>> {
  const holder = new Client({ connectionString: database.adminUrl });
  // A failed test ends it with the database.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM "stream" WHERE "id" = $1 FOR UPDATE', [investigationId]);
  return async () => {
    await holder.query('ROLLBACK');
    await holder.end();
  };
}

/** Until a statement of the server beyond the door waits for the investigation. */
const untilSomeoneWaits = () =>
  expect
    .poll(
      async () =>
        (
          await db().$queryRaw<unknown[]>`
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`
        ).length,
      { timeout: 5_000, interval: 20 },
    )
    .toBeGreaterThan(0);

describe('while the database takes connections and never answers', () => {
  test('every request fails with 503, soon, and nothing is changed', async () => {
    expect((await post('before')).status).toBe(200);
    const waiting = beyond.agent('GET', `/investigations/${investigationId}/directives?wait=30`);
    const before = await eventCount();
    door.freeze();
    const begun = performance.now();
    const ask = [
      () => beyond.agent('GET', `/investigations/${investigationId}`),
      () => beyond.commander('GET', '/floor'),
      () => beyond.commander('GET', '/incidents?q=checkout'),
      () => beyond.commander('POST', `/investigations/${investigationId}/notes`, { text: 'x' }),
      () => post('meanwhile'),
      () => beyond.agent('GET', `/investigations/${investigationId}/stream`),
      () => beyond.commander('GET', '/live'),
    ];
    const [ready, cut, ...answers] = await Promise.all([
      isReady(),
      waiting,
      ...Array.from({ length: 6 }, () => ask.map((each) => each())).flat(),
    ]);
    const tookMs = performance.now() - begun;
    expect(ready).toBe(503);
    for (const answer of [cut, ...answers]) expectUnavailable(answer);
    expect(tookMs).toBeLessThan(2 * SOON_MS);
    expect((await fetch(`${far.url}/api/health/live`)).status).toBe(200);
    // By now no connection is left from before: it is new ones that are not made.
    const again = performance.now();
    expectUnavailable(await beyond.commander('GET', '/floor'));
    expect(performance.now() - again).toBeLessThan(SOON_MS);
    expect(await eventCount()).toBe(before);
  }, 60_000);

  test('connections that fell silent are thrown away, though they never break', async () => {
    const crowd = () => Promise.all(Array.from({ length: 40 }, () => post(crypto.randomUUID())));
    for (const answer of await crowd()) expect(answer.status).toBe(200);
    door.freeze();
    await Promise.all([crowd(), crowd()]);
    door.bypass();
    await expect.poll(isReady, { timeout: 2 * SOON_MS, interval: 100 }).toBe(200);
    // On one that had fallen silent, a request would end with 503.
    for (let round = 0; round < 3; round += 1) {
      for (const answer of await crowd()) expect(answer.status).toBe(200);
    }
  }, 90_000);
});

test('streams and writers go on without a gap after two silences', async () => {
  const following = [far.url, far.url, server.url].map((base) =>
    followStream({
      url: `${base}/api/v1/investigations/${investigationId}/stream`,
      credentials: { Authorization: `Bearer ${agent.key}` },
      cuts: [],
      isEnd: ({ data }) => (data as { id?: unknown }).id === 'last',
    }),
  );
  const acknowledged: string[] = [];
  for (let silence = 1; silence <= 2; silence += 1) {
    const speak = async (id: string) => {
      await expect
        .poll(async () => (await post(id)).status, { timeout: 20_000, interval: 50 })
        .toBe(200);
      acknowledged.push(id);
    };
    for (let i = 0; i < 20; i += 1) await speak(`s${silence}-${i}`);
    door.freeze();
    expectUnavailable(await post(`s${silence}-lost`));
    // What others write meanwhile reaches those beyond the door as well.
    const text = { text: 'written on the other side' };
    const noted = await as.commander('POST', `/investigations/${investigationId}/notes`, text);
    expect(noted.status).toBe(201);
    if (silence === 1) door.thaw();
    else door.bypass();
    await speak(`s${silence}-after`);
  }
  const last = await as.agent('POST', `/investigations/${investigationId}/events`, {
    events: [note('last')],
  });
  expect(last.status).toBe(200);
  const stored = await db().event.findMany({
    where: { stream: investigationId },
    orderBy: { seq: 'asc' },
    select: { seq: true, id: true },
  });
  const ids = new Set(stored.map(({ id }) => id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  for (const taken of await Promise.all(following)) {
    expect(taken.map(({ id }) => Number(id))).toEqual(stored.map((_, i) => i + 1));
  }
  expect(await verifyLog(db())).toMatchObject({ faults: [], differences: [] });
}, 120_000);

test('a writer who fell silent in the middle holds nobody else for long', async () => {
  const letGo = await holdInvestigation();
  const stuck = post('stuck');
  await untilSomeoneWaits();
  door.freeze();
  // Now the database hands the lock to a server that will never hear of it.
  await letGo();
  const begun = performance.now();
  await expect
    .poll(
      async () =>
        (await as.commander('POST', `/investigations/${investigationId}/notes`, { text: 'x' }))
          .status,
      { timeout: 30_000, interval: 100 },
    )
    .toBe(201);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expectUnavailable(await stuck);
}, 60_000);

test('a statement that waits too long is given up, and its connection goes on', async () => {
  const letGo = await holdInvestigation();
  const begun = performance.now();
  expectUnavailable(await post('held-up'));
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  await letGo();
  expect((await post('held-up')).status).toBe(200);
}, 30_000);

test('who loses the answer to a commit is told so, and finds it again by the key', async () => {
  const key = crypto.randomUUID();
  const headers = { 'Idempotency-Key': key };
  // The server's own clock commits as well; it is this request's that is to be lost.
  door.freezeAfter(key, 'COMMIT');
  const lost = await post('committed', headers);
  expectUnavailable(lost);
  expect(lost.body.detail).toContain('not known');
  expect(await db().event.count({ where: { id: 'committed' } })).toBe(1);
  door.bypass();
  await expect.poll(isReady, { timeout: 20_000, interval: 100 }).toBe(200);
  const again = await post('committed', headers);
  expect(again).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0 } });
  expect(await db().event.count({ where: { id: 'committed' } })).toBe(1);
}, 60_000);
