import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { startServer } from '../../support/server';
import { browserAt } from './browser';

const run = promisify(execFile);
const database = await testDatabase();
const server = await startServer({ databaseUrl: database.url });
afterAll(() => server.stop());

const FIRST = 'correct horse battery';
const SECOND = 'another horse, another battery';

async function account(name: string) {
  const email = `${name}@passwords.local`;
  const { link } = await invitePerson(as(COMMAND_LINE), { email, roles: role('observer') });
  const { id } = await join(as(ANYONE), {
    token: link.split('#')[1] ?? '',
    name,
    password: FIRST,
  });
  return { id, email };
}

const statusOf = async (browser: ReturnType<typeof browserAt>) =>
  (await browser.send('/api/v1/people/me')).status;

test('changing the password signs other browsers out, their streams within a second', async () => {
  const { email } = await account('bo');
  const [here, there] = [browserAt(server), browserAt(server)];
  for (const browser of [here, there]) await browser.signIn(email, FIRST);
  const stream = await there.send('/api/v1/live');
  expect(stream.status).toBe(200);
  const streamed = stream.text();
  const input = { currentPassword: FIRST, password: SECOND };
  const path = '/api/v1/people/me/password';
  const evil = await here.json('PUT', path, input, { origin: 'https://evil.example' });
  expect(evil.status).toBe(403);
  const key = { 'idempotency-key': 'no hash of it is kept'.replaceAll(' ', '-') };
  const changed = await here.json('PUT', path, input, key);
  expect([changed.status, await changed.json()]).toEqual([200, { endedSessions: 1 }]);
  const begun = performance.now();
  await streamed;
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
  expect((await there.signIn(email, FIRST)).status).toBe(401);
  expect((await there.signIn(email, SECOND)).status).toBe(200);
  expect(await db().idempotency.count()).toBe(0);
});

test('a reset from the command line lets somebody choose anew, once', async () => {
  const { id, email } = await account('cy');
  const browser = browserAt(server);
  await browser.signIn(email, FIRST);
  const { stdout } = await run(
    process.execPath,
    ['lib/cli/bootstrap.mjs', 'admin', 'reset', email],
    { env: { ...process.env, DATABASE_URL: database.url, PUBLIC_URL: server.url } },
  );
  const [, token] = /^http:\/\/localhost:\d+\/reset#(csr_\S+)$/m.exec(stdout) ?? [];
  expect(token, stdout).toBeDefined();
  const use = (password: string) =>
    browserAt(server).json('POST', '/api/v1/people/reset', { token, password });
  const used = await use(SECOND);
  expect([used.status, await used.json()]).toMatchObject([200, { id, email }]);
  expect((await use('yet another one')).status).toBe(409);
  expect(await statusOf(browser)).toBe(401);
  expect((await browser.signIn(email, SECOND)).status).toBe(200);
});
