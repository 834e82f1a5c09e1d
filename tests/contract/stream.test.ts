import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { inServer } from '@/lib/db/in-server';
import { asMachine, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation, openIncident } from '../support/investigation';
import { evidence, note } from '../support/investigation-events';
import { newMachine } from './machines';
import { newPerson, signOut } from './people';
import { connect, followStream, type ReceivedFrame } from './sse-reader';

const contract = await contractServer();
const { as, server, agent, database } = contract;
const { url } = server;
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const streamOf = (id: string, base = url) => `${base}/api/v1/investigations/${id}/stream`;

const post = (id: string, ...events: object[]) =>
  as.agent('POST', `/investigations/${id}/events`, { events });
const isNamed =
  (id: string) =>
  ({ data }: ReceivedFrame) =>
    typeof data === 'object' && data !== null && 'id' in data && data.id === id;

/** Eight writers at once, each with batches of one to five events; then one last event. */
async function writeMuch(id: string, batches: number): Promise<void> {
  const write = async (writer: number) => {
    for (let batch = 0; batch < batches; batch += 1) {
      const events = Array.from({ length: 1 + ((writer + batch) % 5) }, (_, i) =>
        i % 2 === 0 ? note(`n-${writer}-${batch}-${i}`) : evidence(`${writer}-${batch}-${i}`),
      );
      expect((await post(id, ...events)).status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  expect((await post(id, note('last'))).status).toBe(200);
}

// Begun first, for a comment is due only after 15 s.
const idle = await beginInvestigation(as.commander, as.agent);
const quiet = await connect(streamOf(idle.investigationId), bearer(agent.key));
const quietFrames = (async () => {
  const taken: ReceivedFrame[] = [];
  for await (const frame of quiet.frames) taken.push(frame);
  return taken;
})();
afterAll(() => quiet.leave());

describe('the stream of an investigation', () => {
  test('brings every event once, in order, to clients that leave and come back', async () => {
    const cuts = fc.array(fc.nat({ max: 12 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(cuts, { minLength: 2, maxLength: 4 }), async (clients) => {
        const { investigationId } = await beginInvestigation(as.commander, as.agent);
        const following = clients.map((each) =>
          followStream({
            url: streamOf(investigationId),
            credentials: bearer(agent.key),
            cuts: each,
            isEnd: isNamed('last'),
          }),
        );
        await writeMuch(investigationId, 5);
        const page = await as.observer(
          'GET',
          `/investigations/${investigationId}/events?limit=200`,
        );
        const items = page.body.items as { seq: number }[];
        expect(page.body.nextCursor).toBeNull();
        for (const taken of await Promise.all(following)) {
          expect(taken.map(({ id }) => Number(id))).toEqual(items.map((_, i) => i + 1));
          expect(taken.map(({ data }) => data)).toEqual(items);
          expect(new Set(taken.map(({ event }) => event))).toEqual(new Set(['timeline']));
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  test('begins where it is told, `Last-Event-ID` before `after`', async () => {
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    await post(investigationId, note('a'), note('b'), note('last'));
    const firstId = async (query: string, lastId?: string) => {
      const { frames, leave } = await connect(
        `${streamOf(investigationId)}${query}`,
        bearer(agent.key),
        lastId,
      );
      const { value } = await frames.next();
      leave();
      return (value as ReceivedFrame).id;
    };
    expect(await firstId('')).toBe('1');
    expect(await firstId('?after=4')).toBe('5');
    expect(await firstId('?after=1', '5')).toBe('6');
    expect(await firstId('?after=4', 'not ours')).toBe('5');
  });

  test('shows at one replica within a second what was posted at another', async () => {
    const other = await contract.replica();
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    const { frames, leave } = await connect(
      `${streamOf(investigationId, other.url)}?after=3`,
      bearer(agent.key),
    );
    const delays: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const [poster, id] = i % 2 ? [as.agent, `n${i}`] : [asMachine(other.url, agent.key), `n${i}`];
      const posted = poster('POST', `/investigations/${investigationId}/events`, {
        events: [note(id)],
      });
      const begun = performance.now();
      const { value } = await frames.next();
      delays.push(performance.now() - begun);
      expect(value).toMatchObject({ id: String(4 + i), data: { id } });
      expect((await posted).status).toBe(200);
    }
    leave();
    const median = delays.toSorted((a, b) => a - b)[7] ?? Infinity;
    expect(median).toBeLessThan(1000);
  });

  test('is refused as a problem, before it begins', async () => {
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    const path = `/investigations/${investigationId}/stream`;
    expectProblem(await as.nobody('GET', path), 401, 'unauthenticated');
    expectProblem(await as.executor('GET', path), 403, 'forbidden');
    expectProblem(await as.agent('GET', '/investigations/inv_404/stream'), 404, 'not-found');
    const other = await newMachine(url, as.admin, 'agent');
    expectProblem(await other.call('GET', path), 404, 'not-found');
  });
});

describe('a stream ends by itself, and soon, once its reader may not read', () => {
  /** How long after `deed` the stream ended, in milliseconds. */
  const endAfter = async (
    credentials: Record<string, string>,
    path: string,
    deed: () => Promise<unknown>,
  ) => {
    const { frames, status } = await connect(`${url}/api/v1${path}`, credentials);
    expect(status).toBe(200);
    await frames.next();
    await deed();
    const begun = performance.now();
    for (let next = await frames.next(); !next.done;) next = await frames.next();
    return performance.now() - begun;
  };

  test('the key of an agent is revoked, or the agent suspended', async () => {
    const incidentId = await openIncident(as.commander);
    for (const change of ['key', 'suspend', 'revoke']) {
      const { id, key, keyId, call } = await newMachine(url, as.admin, 'agent');
      const begun = await call('POST', '/investigations', { incidentId });
      const path = `/investigations/${String(begun.body.id)}/stream`;
      const deed = () =>
        change === 'key'
          ? as.admin('DELETE', `/agents/${id}/keys/${keyId}`)
          : as.admin('POST', `/agents/${id}/${change}`, { reason: 'x' });
      expect(await endAfter(bearer(key), path, deed), change).toBeLessThan(2000);
      expect((await connect(`${url}/api/v1${path}`, bearer(key))).status).toBe(401);
    }
  });

  test('a person signs out, or is disabled', async () => {
    const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
    for (const path of [`/investigations/${investigationId}/stream`, `/live?room=${incidentId}`]) {
      const leaver = await newPerson(url, as.admin, [{ role: 'observer', service: '*' }]);
      const credentials = { Cookie: leaver.cookie };
      const deed = () => signOut(url, leaver.cookie);
      expect(await endAfter(credentials, path, deed), path).toBeLessThan(2000);
      expect((await connect(`${url}/api/v1${path}`, credentials)).status).toBe(401);
      const ousted = await newPerson(url, as.admin, [{ role: 'observer', service: '*' }]);
      const disable = () => as.admin('POST', `/people/${ousted.id}/disable`, { reason: 'x' });
      expect(await endAfter({ Cookie: ousted.cookie }, path, disable), path).toBeLessThan(2000);
    }
  });
});

test('the live stream brings every event of its room once, in order, over reconnects', async () => {
  const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
  const reader = await newPerson(url, as.admin, [{ role: 'observer', service: 'checkout' }]);
  const isLast = ({ data }: ReceivedFrame) =>
    isNamed('last')({ id: '', event: '', data: (data as { event?: unknown }).event });
  const following = [[1, 3, 0, 7, 2, 20], [5, 5, 5, 5, 5], []].map((cuts) =>
    followStream({
      url: `${url}/api/v1/live?room=${incidentId}`,
      credentials: { Cookie: reader.cookie },
      cuts,
      isEnd: isLast,
    }),
  );
  const second = await as.agent('POST', '/investigations', { incidentId });
  const others = [investigationId, String(second.body.id)];
  await post(String(second.body.id), note('x1'), note('x2'));
  await writeMuch(investigationId, 4);
  const page = await as.observer('GET', `/investigations/${investigationId}/events?limit=200`);
  const ids = (page.body.items as { id: string }[]).map(({ id }) => id);
  for (const taken of await Promise.all(following)) {
    const timeline = taken
      .filter(({ event }) => event === 'timeline')
      .map(({ data }) => data as { stream: string; event: { seq: number; id: string } });
    for (const stream of others) {
      const own = timeline.filter((each) => each.stream === stream).map(({ event }) => event);
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1));
    }
    const main = timeline.filter((each) => each.stream === investigationId);
    expect(main.map(({ event }) => event.id)).toEqual(ids);
    expect(JSON.stringify(timeline)).not.toContain('seen ');
    // What is carried whole is not mentioned a second time.
    const mentioned = taken
      .filter(({ event }) => event === 'change')
      .map(({ data }) => (data as { stream: string }).stream);
    for (const stream of [...others, investigationId]) expect(mentioned).not.toContain(stream);
  }
}, 60_000);

describe('clients that vanish', () => {
  const inDatabase = (question: string) =>
    inServer(database.adminUrl, async (admin) => {
      const { rows } = await admin.query(question, [database.name]);
      return Number(rows[0]?.count);
    });
  const sessions = () =>
    inDatabase(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'countersign%'`,
    );
  const transactions = () =>
    inDatabase(`SELECT xact_commit AS count FROM pg_stat_database WHERE datname = $1`);

  /** Transactions that the server makes of itself in each look's time, by two looks. */
  const rate = () => {
    let before: { count: number; at: number } | undefined;
    return async () => {
      const now = { count: await transactions(), at: performance.now() };
      const last = before;
      before = now;
      return last ? (1000 * (now.count - last.count)) / (now.at - last.at) : Infinity;
    };
  };

  test('leave nothing behind: no connection, no reader that goes on asking', async () => {
    const incidentId = await openIncident(as.commander);
    const begun = await Promise.all(
      Array.from({ length: 40 }, () => as.agent('POST', '/investigations', { incidentId })),
    );
    const paths = begun.map(({ body }) => streamOf(String(body.id)));
    const leave = async (path: string, i: number) => {
      if (i % 4 === 0) {
        await fetch(path, { method: 'HEAD', headers: bearer(agent.key) });
        return;
      }
      const connection = await connect(path, bearer(agent.key));
      if (i % 4 === 1) await connection.frames.next();
      connection.leave();
    };
    const staying = await Promise.all(
      [...paths, ...paths].map((path) => connect(path, bearer(agent.key))),
    );
    // Open streams wait without a connection of their own; two servers and this process hold some.
    expect(await sessions()).toBeLessThan(staying.length * 0.75);
    for (const each of staying) each.leave();
    for (let round = 0; round < 5; round += 1) await Promise.all(paths.map(leave));
    const cut = await Promise.allSettled(
      paths.map((path) =>
        fetch(path, { headers: bearer(agent.key), signal: AbortSignal.timeout(5) }),
      ),
    );
    expect(cut).toHaveLength(40);
    // Each reader left behind would ask once a second.
    await expect.poll(rate(), { timeout: 25_000, interval: 2000 }).toBeLessThan(20);
    expect(await sessions()).toBeLessThan(staying.length * 0.75);
    expect((await post(idle.investigationId, note('after'))).status).toBe(200);
  }, 60_000);
});

test('a stream on which nothing happens says so every 15 seconds, and carries nothing else', async () => {
  await expect
    .poll(() => quiet.asides.filter((line) => line.startsWith(':')).length, { timeout: 20_000 })
    .toBeGreaterThan(0);
  expect(quiet.contentType).toContain('text/event-stream');
  expect(quiet.asides.filter((line) => !/^(:|retry: \d+$)/.test(line))).toEqual([]);
  quiet.leave();
  const taken = await quietFrames;
  expect(taken.map(({ id }) => id)).toEqual(taken.map((_, i) => String(i + 1)));
}, 25_000);
