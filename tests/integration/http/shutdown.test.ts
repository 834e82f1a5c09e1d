import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { startServer } from '../../support/server';
import { browserAt } from '../people/browser';

const database = await testDatabase();
/** What a server that was told to end may take, with a second for a busy machine. */
const BOUND_MS = 11_000;

let people = 0;

/** A server of the test's own, and a signed-in person on one connection that they keep. */
async function serving() {
  const server = await startServer({ databaseUrl: database.url });
  people += 1;
  const email = `watcher${people}@streams.local`;
  const { link } = await invitePerson(as(COMMAND_LINE), { email, roles: role('observer') });
  const password = 'correct horse battery';
  await join(as(ANYONE), { token: link.split('#')[1] ?? '', name: 'Watcher', password });
  const browser = browserAt(server);
  await browser.signIn(email, password);
  const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (path: string): Promise<IncomingMessage> => {
    const request = get(server.url + path, { agent, headers: { cookie } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  };
  const told = async (): Promise<number> => {
    const begun = performance.now();
    process.kill(server.pid, 'SIGTERM');
    await server.ended;
    return performance.now() - begun;
  };
  return { server, browser, ask, told };
}

const textOf = async (response: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
};

test('a server that is told to end ends its streams cleanly, and soon', async () => {
  const { browser, told } = await serving();
  const streams = await Promise.all([1, 2, 3].map(() => browser.send('/api/v1/live')));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  const read = streams.map((response) => response.text());
  const tookMs = await told();
  // A stream cut off in the middle would reject.
  await Promise.all(read);
  expect(tookMs).toBeLessThan(5_000);
});

test('who comes back over a kept connection is sent away, and does not keep it alive', async () => {
  const { ask, told } = await serving();
  const stream = await ask('/api/v1/live');
  expect(stream.statusCode).toBe(200);
  const ended = told();
  await textOf(stream);
  const again = await ask('/api/v1/live');
  const problem: unknown = JSON.parse(await textOf(again));
  expect(again.statusCode).toBe(503);
  expect(problem).toMatchObject({ type: expect.stringMatching(/\/problems\/ending$/) });
  expect(again.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
  // Nobody takes new connections here, so that a balancer asks another server.
  await expect(ask('/api/v1/live')).rejects.toThrow();
  expect(await ended).toBeLessThan(5_000);
});

test('an ending server says that it is not ready', async () => {
  const { ask, told } = await serving();
  const stream = await ask('/api/v1/live');
  const ended = told();
  await textOf(stream);
  const ready = await ask('/api/health/ready');
  await textOf(ready);
  expect(ready.statusCode).toBe(503);
  await ended;
});

test('a page is still answered over a kept connection, which ends with it', async () => {
  const { ask, told } = await serving();
  const stream = await ask('/api/v1/live');
  const ended = told();
  await textOf(stream);
  const page = await ask('/incidents');
  expect(await textOf(page)).toContain('</html>');
  expect(page.statusCode).toBe(200);
  expect(page.headers.connection).toBe('close');
  await ended;
});

test('a wait is answered with how things stand, and does not hold the server up', async () => {
  const { server, ask, told } = await serving();
  const waiting = ask('/api/v1/incidents?wait=30');
  // Once a later one is answered, the wait has begun.
  expect((await fetch(`${server.url}/api/health/live`)).status).toBe(200);
  const ended = told();
  const answer = await waiting;
  expect(JSON.parse(await textOf(answer))).toMatchObject({ items: [] });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.connection).toBe('close');
  expect(await ended).toBeLessThan(5_000);
});

test('a request that never comes whole does not hold the server up for long', async () => {
  const { server, told } = await serving();
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    'POST /api/v1/people/join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"token":',
  );
  // Once it is heard of, the next one is answered.
  expect((await fetch(`${server.url}/api/health/live`)).status).toBe(200);
  expect(await told()).toBeLessThan(BOUND_MS);
}, 40_000);
