import { afterAll, describe, expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { disablePerson } from '@/lib/people/server/disable-person';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { startServer } from '../../support/server';
import { browserAt } from './browser';

const database = await testDatabase();
const server = await startServer({ databaseUrl: database.url });
afterAll(() => server.stop());

const PASSWORD = 'correct horse battery';

async function account(name: string, roles = role('observer')) {
  const email = `${name.toLowerCase()}@sign-in.local`;
  const { link } = await invitePerson(as(COMMAND_LINE), { email, roles });
  const token = link.split('#')[1] ?? '';
  const { id } = await join(as(ANYONE), { token, name, password: PASSWORD });
  return { email, id };
}
/** The one admin: two would have to act together. */
const admin = await account('Fay', role('admin'));

const meOf = async (browser: ReturnType<typeof browserAt>) => {
  const response = await browser.send('/api/v1/people/me');
  return { status: response.status, body: await response.json() };
};
const slugOf = ({ type }: { type: string }) => type.split('/').at(-1);

describe('signing in', () => {
  test('opens a session that pages and the API know, and signing out ends it', async () => {
    const { email, id } = await account('Bo');
    const browser = browserAt(server);
    expect((await meOf(browser)).status).toBe(401);
    const response = await browser.signIn(email, PASSWORD);
    expect(response.status).toBe(200);
    const cookie = response.headers.getSetCookie().find((each) => each.includes('session-token'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await meOf(browser)).toEqual({
      status: 200,
      body: {
        id,
        name: 'Bo',
        email,
        roles: [{ role: 'observer', service: '*', since: expect.any(String) }],
      },
    });
    const kept = new Map(browser.jar);
    expect((await browser.signOut()).status).toBe(200);
    expect((await meOf(browser)).status).toBe(401);
    for (const [name, value] of kept) browser.jar.set(name, value);
    expect((await meOf(browser)).status).toBe(401);
  });

  test('is refused the same way for a wrong password and an unknown e-mail', async () => {
    const { email } = await account('Cy');
    const browser = browserAt(server);
    const wrong = await browser.signIn(email, 'a wrong password');
    const unknown = await browser.signIn('nobody@sign-in.local', 'a wrong password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect([...browser.jar.keys()].some((name) => name.includes('session-token'))).toBe(false);
  });

  test('is refused after ten failures in a minute, also with the right password', async () => {
    const { email } = await account('Di');
    const browser = browserAt(server);
    for (let i = 0; i < 10; i++) await browser.signIn(email, 'a wrong password');
    const response = await browser.signIn(email, PASSWORD);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('answers malformed forms with a problem, never a 500', async () => {
    const browser = browserAt(server);
    const path = '/api/auth/callback/credentials';
    const bad: RequestInit[] = [
      { body: '{', headers: { 'content-type': 'application/json' } },
      { body: '[]', headers: { 'content-type': 'application/json' } },
      { body: '{"email":{"a":1}}', headers: { 'content-type': 'application/json' } },
      { body: 'x'.repeat(20_000), headers: { 'content-type': 'text/plain' } },
    ];
    for (const init of bad) {
      const response = await browser.send(path, { method: 'POST', ...init });
      expect([400, 413]).toContain(response.status);
      expect(response.headers.get('content-type')).toContain('problem+json');
    }
    for (const body of ['email=%00&password=%00', 'email[]=1', '']) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await browser.send(path, { method: 'POST', body, headers });
      expect(response.status).toBeLessThan(500);
    }
  });
});

describe('a session', () => {
  test('of a disabled person is over at once', async () => {
    const { email, id } = await account('Ed');
    const browser = browserAt(server);
    await browser.signIn(email, PASSWORD);
    expect((await meOf(browser)).status).toBe(200);
    const roles = [{ role: 'admin', service: '*', since: new Date().toISOString() } as const];
    const actor = { type: 'person', name: 'Fay', sessionId: 'ses_x', ...admin, roles } as const;
    await disablePerson(as({ ...actor, roles: [...roles] }), { personId: id, reason: 'Left.' });
    expect((await meOf(browser)).status).toBe(401);
    const session = await (await browser.send('/api/auth/session')).json();
    expect(session.user).toBeUndefined();
  });

  test('cannot be forged, and writes only from pages of ours', async () => {
    const browser = browserAt(server);
    await browser.signIn(admin.email, PASSWORD);
    const invite = { email: 'new@sign-in.local', roles: role('observer') };
    const evil = await browser.json('POST', '/api/v1/people', invite, {
      origin: 'https://evil.example',
    });
    expect([evil.status, slugOf(await evil.json())]).toEqual([403, 'bad-origin']);
    const own = await browser.json('POST', '/api/v1/people', invite);
    expect(own.status).toBe(201);
    for (const [name, value] of browser.jar) {
      if (name.includes('session-token')) browser.jar.set(name, `${value.slice(0, -4)}AAAA`);
    }
    expect((await meOf(browser)).status).toBe(401);
  });

  test('repeats an invitation for the same key without its link', async () => {
    const browser = browserAt(server);
    await browser.signIn(admin.email, PASSWORD);
    const key = { 'idempotency-key': 'once' };
    const invite = { email: 'again@sign-in.local', roles: role('observer') };
    const first = await (await browser.json('POST', '/api/v1/people', invite, key)).json();
    const second = await (await browser.json('POST', '/api/v1/people', invite, key)).json();
    expect(first.link).toContain('/invitation#csi_');
    const { link: _link, ...rest } = first;
    expect(second).toEqual(rest);
    const other = { ...invite, roles: role('admin') };
    const third = await browser.json('POST', '/api/v1/people', other, key);
    expect([third.status, slugOf(await third.json())]).toEqual([422, 'idempotency-mismatch']);
  });
});

describe('the rest of the surface', () => {
  test('is healthy, documented, and answers unknown addresses with a problem', async () => {
    const get = (path: string) => fetch(server.url + path);
    expect((await get('/api/health/live')).status).toBe(200);
    expect((await get('/api/health/ready')).status).toBe(200);
    const document = await (await get('/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const missing = await get('/api/v1/nothing/here');
    expect([missing.status, slugOf(await missing.json())]).toEqual([404, 'not-found']);
    for (const unreadable of ['/api/v1/incidents/%E0%A4%A', '/api/v1/incidents/%FF?x=1', '/%']) {
      expect([unreadable, (await get(unreadable)).status]).toEqual([unreadable, 404]);
    }
    expect((await get('/api/v1/incidents?limit=%E0%A4%A')).status).toBe(401);
  });

  test('tells a big body 413 and a compressed one 415', async () => {
    const post = (body: BodyInit, headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/people/join`, { method: 'POST', body, headers });
    const json = { 'content-type': 'application/json' };
    expect((await post(`"${'x'.repeat(2_000_000)}"`, json)).status).toBe(413);
    expect((await post('{}', { ...json, 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await post('{}', json)).status).toBe(400);
  });
});
