import { expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { startServer } from '../../support/server';
import { browserAt } from '../people/browser';

const database = await testDatabase();
const server = await startServer({ databaseUrl: database.url });

test('a server that is told to end ends its streams cleanly, and soon', async () => {
  const email = 'watcher@streams.local';
  const { link } = await invitePerson(as(COMMAND_LINE), { email, roles: role('observer') });
  const password = 'correct horse battery';
  await join(as(ANYONE), { token: link.split('#')[1] ?? '', name: 'Watcher', password });
  const browser = browserAt(server);
  await browser.signIn(email, password);
  const streams = await Promise.all([1, 2, 3].map(() => browser.send('/api/v1/live')));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  const read = streams.map((response) => response.text());
  const begun = performance.now();
  await server.stop();
  // A stream cut off in the middle would reject.
  await Promise.all(read);
  expect(performance.now() - begun).toBeLessThan(8_000);
});
