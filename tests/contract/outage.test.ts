import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { inServer } from '@/lib/db/in-server';
import { verifyLog } from '@/lib/log/verify';
import { type Answer, asMachine, asPerson, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { beginInvestigation } from '../support/investigation';
import { note } from '../support/investigation-events';
import { doorTo } from '../support/door';
import { newPerson } from './people';
import { proposeAction } from './signed-action';
import { followStream } from './sse-reader';

const contract = await contractServer();
const { as, server, database, agent } = contract;
const door = await doorTo(database.url);
afterAll(() => door.shut());
const far = await contract.replica({ databaseUrl: door.url });
const everywhere = (role: 'commander' | 'approver') =>
  newPerson(server.url, as.admin, [{ role, service: '*' }]);
const commander = await everywhere('commander');
const approver = await everywhere('approver');
const beyond = {
  agent: asMachine(far.url, agent.key),
  commander: asPerson(far.url, commander.cookie),
  approver: asPerson(far.url, approver.cookie),
  nobody: asMachine(far.url, 'none'),
};

const SUB_AGENT = {
  name: 'Log reader',
  purpose: 'Reads logs.',
  scope: { sources: ['logs'], services: ['*'], environments: ['*'], verbs: ['observe'] },
};

function expectUnavailable(answer: Answer): void {
  expectProblem(answer, 503, 'unavailable');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

/** Ends what the server holds as an administrator does, then lets nobody in. */
async function goAway(): Promise<void> {
  await inServer(database.adminUrl, (admin) =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = $1 AND pid <> pg_backend_pid() AND application_name LIKE 'countersign%'`,
      [database.name],
    ),
  );
  await door.shut();
}

const isReady = async () => (await fetch(`${far.url}/api/health/ready`)).status;
async function comeBack(): Promise<void> {
  await door.open();
  await expect.poll(isReady, { timeout: 20_000, interval: 100 }).toBe(200);
}

/** Posts notes one after the other, each again until it is taken; tells which were acknowledged. */
function writeOn(investigationId: string) {
  const acknowledged: string[] = [];
  const failures: number[] = [];
  const over = new AbortController();
  const run = async (writer: number) => {
    for (let i = 0; !over.signal.aborted;) {
      const id = `w${writer}-${i}`;
      const answer = await beyond.agent('POST', `/investigations/${investigationId}/events`, {
        events: [note(id)],
      });
      if (answer.status === 200) {
        acknowledged.push(id);
        i += 1;
        continue;
      }
      expectUnavailable(answer);
      failures.push(answer.status);
    }
  };
  const done = Promise.all([0, 1, 2, 3].map(run));
  const finish = async () => {
    over.abort();
    await done;
  };
  return { acknowledged, failures, finish };
}

describe('while the database is away', () => {
  test('requests fail with 503 and say when to come back; nothing passes', async () => {
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    const asked = await as.agent('POST', `/investigations/${investigationId}/checkpoints`, {
      stage: 'evidence',
      summary: 'x',
    });
    const checkpoint = `/checkpoints/${String(asked.body.id)}`;
    const action = await proposeAction(as);
    expect((await beyond.agent('GET', checkpoint)).status).toBe(200);
    const waiting = beyond.agent('GET', `${checkpoint}?wait=30`);
    const before = await eventCount();

    await goAway();
    expectUnavailable(await beyond.agent('GET', checkpoint));
    expectUnavailable(await beyond.commander('GET', '/incidents'));
    const release = () =>
      beyond.commander('POST', `${checkpoint}/decision`, { decision: 'release' });
    expectUnavailable(await release());
    const { digest } = action;
    const sign = () =>
      beyond.approver('POST', `/actions/${action.id}/decisions`, {
        decision: 'approve',
        version: 1,
        digest,
      });
    expectUnavailable(await sign());
    const delegate = () => beyond.agent('POST', `/agents/${agent.id}/delegations`, SUB_AGENT);
    expectUnavailable(await delegate());
    const cut = await waiting;
    expectUnavailable(cut);
    const crowd = await Promise.all(
      Array.from({ length: 50 }, () => beyond.agent('GET', checkpoint)),
    );
    for (const each of crowd) expectUnavailable(each);
    expect(await isReady()).toBe(503);
    expect((await fetch(`${far.url}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${far.url}/.well-known/jwks.json`)).status).toBe(200);

    await comeBack();
    expect((await beyond.agent('GET', checkpoint)).body).toMatchObject({ state: 'waiting' });
    expect((await beyond.agent('GET', `/actions/${action.id}`)).body).toMatchObject({
      state: 'pending_approval',
      decisions: [],
    });
    expect(await eventCount()).toBe(before);
    expect(await db().grant.count()).toBe(0);
    const asking = beyond.agent('GET', `${checkpoint}?wait=20`);
    expect((await release()).body).toMatchObject({ state: 'released' });
    expect((await asking).body).toMatchObject({ state: 'released' });
    expect((await sign()).body).toMatchObject({ state: 'approved' });
    expect(await db().grant.count()).toBe(1);
    expect((await delegate()).status).toBe(201);
  }, 60_000);

  test('a server says that it is not ready, and answers what needs no database', async () => {
    await goAway();
    expect(await isReady()).toBe(503);
    const signIn = await fetch(`${far.url}/api/auth/csrf`);
    expect(signIn.status).toBe(200);
    await comeBack();
  }, 30_000);
});

test('nothing acknowledged is lost and streams go on without a gap, over three outages', async () => {
  const { investigationId } = await beginInvestigation(as.commander, as.agent);
  const following = [far.url, far.url, server.url].map((base) =>
    followStream({
      url: `${base}/api/v1/investigations/${investigationId}/stream`,
      credentials: { Authorization: `Bearer ${agent.key}` },
      cuts: [5, 0, 9],
      isEnd: ({ data }) => (data as { id?: unknown }).id === 'last',
    }),
  );
  const writing = writeOn(investigationId);
  for (let outage = 1; outage <= 3; outage += 1) {
    const { length } = writing.acknowledged;
    await expect
      .poll(() => writing.acknowledged.length, { timeout: 20_000 })
      .toBeGreaterThan(length + 20);
    const failed = writing.failures.length;
    await goAway();
    await expect
      .poll(() => writing.failures.length, { timeout: 20_000 })
      .toBeGreaterThan(failed + 3);
    await comeBack();
  }
  const { length } = writing.acknowledged;
  await expect.poll(() => writing.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(length);
  await writing.finish();
  const last = await beyond.agent('POST', `/investigations/${investigationId}/events`, {
    events: [note('last')],
  });
  expect(last.status).toBe(200);

  const stored = await db().event.findMany({
    where: { stream: investigationId },
    orderBy: { seq: 'asc' },
    select: { seq: true, id: true },
  });
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, i) => i + 1));
  const ids = new Set(stored.map(({ id }) => id));
  expect(ids.size).toBe(stored.length);
  expect(writing.acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  for (const taken of await Promise.all(following)) {
    expect(taken.map(({ id }) => Number(id))).toEqual(stored.map((_, i) => i + 1));
  }
  expect(await verifyLog(db())).toMatchObject({ faults: [], differences: [] });
}, 120_000);
