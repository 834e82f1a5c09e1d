import { describe, expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { newId } from '@/lib/ids';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';
import { startServer } from '../../support/server';
import { browserAt } from '../people/browser';

const database = await testDatabase();
const server = await startServer({ databaseUrl: database.url });

async function signedIn(name: string, service: string) {
  const email = `${name}@pages.local`;
  const { link } = await invitePerson(as(COMMAND_LINE), {
    email,
    roles: role('observer', service),
  });
  const password = 'correct horse battery';
  await join(as(ANYONE), { token: link.split('#')[1] ?? '', name, password });
  const browser = browserAt(server);
  await browser.signIn(email, password);
  return browser;
}

const observer = await signedIn('observer', '*');
const stranger = await signedIn('stranger', 'payments');
// With two admins in it, after which inviting takes both.
const cast = await makeCast();
const action = await cast.proposed();

const MISSING = {
  'an id that was never given': newId('inc'),
  'one of another kind': newId('act'),
  'something short': 'x',
  'a NUL': '%00',
  'an encoded slash': 'a%2Fb',
  'an emoji': '%F0%9F%94%A5',
  'a way up': '..%5C..',
  'a quote': "'--",
  'something endless': 'i'.repeat(3000),
};

const there = {
  incidents: action.incidentId,
  approvals: action.id,
};

describe.each(['incidents', 'approvals'] as const)('a page of /%s', (section) => {
  test('is there for what there is', async () => {
    const page = await observer.send(`/${section}/${there[section]}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Roll');
  });

  test.each(Object.entries(MISSING))('says 404 to %s', async (_what, id) => {
    const page = await observer.send(`/${section}/${id}`);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('There is nothing here to see');
  });

  test('says 404 where it is not theirs to know of', async () => {
    const page = await stranger.send(`/${section}/${there[section]}`);
    expect(page.status).toBe(404);
    expect(await page.text()).not.toContain('Roll checkout');
  });

  test('leads to signing in before it tells what there is', async () => {
    for (const id of [there[section], newId('inc')]) {
      const path = `/${section}/${id}`;
      const page = await browserAt(server).send(path);
      const back = `/sign-in?next=${encodeURIComponent(path)}`;
      expect([page.status, page.headers.get('location')]).toEqual([307, back]);
    }
  });
});

test('an address that never was one says 404', async () => {
  expect((await observer.send('/nothing/here')).status).toBe(404);
});
