import { decode } from 'next-auth/jwt';
import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { databaseNow } from '@/lib/log/clock';
import { type Answer, asMachine, asPerson, type Call, expectProblem, signIn } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation } from '../support/investigation';
import { clockOffBy } from '../support/shifted-server';
import { adoptTerms } from '../support/policy';
import { startKeyIssuer } from '../support/workload-issuers';
import { newMachine } from './machines';
import { newPerson } from './people';
import { proposeAction } from './signed-action';

const TEN_MINUTES = 600_000;
const AUDIENCE = 'countersign';
const issuer = await startKeyIssuer({ discovery: false });
afterAll(() => issuer.stop());
const known = [{ issuer: issuer.issuer, jwksUri: issuer.jwksUri, audiences: [AUDIENCE] }];
const shared = { WORKLOAD_ISSUERS: JSON.stringify(known) };
const contract = await contractServer(shared);
const { as } = contract;
const off = (ms: number) => contract.replica({ settings: { ...shared, ...clockOffBy(ms) } });
const fast = await off(TEN_MINUTES);
const slow = await off(-TEN_MINUTES);
const approver = await newPerson(contract.server.url, as.admin, [
  { role: 'approver', service: '*' },
]);

/** The same caller at the process whose clock is ahead, and at the one whose clock is behind. */
const WRONG = [
  ['ahead', fast],
  ['behind', slow],
] as const;
const machineAt = ({ url }: { url: string }, key: string) => asMachine(url, key);
const approverAt = ({ url }: { url: string }) =>
  asPerson(url, approver.cookie, contract.server.url);

/** How far an instant lies from now, by the clock that rules. */
const fromNow = async (instant: unknown): Promise<number> =>
  Date.parse(String(instant)) - (await databaseNow()).getTime();

async function expectFromNow(instant: unknown, ms: number): Promise<void> {
  expect(Math.abs((await fromNow(instant)) - ms)).toBeLessThan(10_000);
}

const sign = (call: Call, { id, digest }: { id: string; digest: string }) =>
  call('POST', `/actions/${id}/decisions`, { decision: 'approve', version: 1, digest });

async function grantAt(executor: Call, actionId: string) {
  const { body } = await executor('GET', '/grants?wait=5');
  const items = body.items as { id: string; token: string; actionId: string; expiresAt: string }[];
  const grant = items.find((each) => each.actionId === actionId);
  if (!grant) throw new Error('No grant was handed out.');
  return grant;
}

/** The session that a process opened, as the cookie that it sealed tells. */
async function sessionOf(cookie: string) {
  const token = cookie.slice(cookie.indexOf('=') + 1);
  const secret = 'a secret of the tests alone, long enough for every check';
  const claims = await decode({ token, secret });
  const {
    sid = '',
    iat = 0,
    exp = 0,
  } = (claims ?? {}) as {
    sid?: string;
    iat?: number;
    exp?: number;
  };
  const row = await db().session.findUniqueOrThrow({ where: { id: sid } });
  return { issuedAt: iat * 1000, sealedUntil: exp * 1000, row };
}

describe.each(WRONG)('on a process whose clock is ten minutes %s', (_which, place) => {
  const agent = machineAt(place, contract.agent.key);
  const executor = machineAt(place, contract.executor.key);

  test('an action is proposed, signed, redeemed and reported as the database tells the time', async () => {
    await adoptTerms({ actionTtlMs: 120_000, grantTtlMs: 60_000 });
    const action = await proposeAction({ ...as, agent });
    const shown = await as.approver('GET', `/actions/${action.id}`);
    await expectFromNow(shown.body.expiresAt, 120_000);
    expect((await sign(approverAt(place), action)).body).toMatchObject({ state: 'approved' });
    const grant = await grantAt(executor, action.id);
    await expectFromNow(grant.expiresAt, 60_000);
    const redeemed = await executor('POST', '/grants/redeem', {
      token: grant.token,
      digest: action.digest,
    });
    expect(redeemed.status).toBe(200);
    await expectFromNow(redeemed.body.leaseExpiresAt, 60_000);
    const say = (kind: string, off: number): Promise<Answer> =>
      executor('POST', `/executions/${String(redeemed.body.executionId)}/events`, {
        events: [{ id: kind, kind, at: new Date(Date.now() + off).toISOString() }],
      });
    const started = await say('started', TEN_MINUTES);
    await expectFromNow(started.body.leaseExpiresAt, 60_000);
    expect((await say('succeeded', -TEN_MINUTES)).body).toMatchObject({ state: 'succeeded' });
  });

  test('what was proposed and signed elsewhere is still in time, or too late, all the same', async () => {
    await adoptTerms({ actionTtlMs: 120_000, grantTtlMs: 60_000 });
    const action = await proposeAction(as);
    const late = await proposeAction(as);
    await db().action.update({
      where: { id: late.id },
      data: { expiresAt: new Date((await databaseNow()).getTime() - 1) },
    });
    expectProblem(await sign(approverAt(place), late), 409, 'expired');
    expect((await sign(approverAt(place), action)).body).toMatchObject({ state: 'approved' });
    const grant = await grantAt(executor, action.id);
    await db().grant.update({
      where: { id: grant.id },
      data: { expiresAt: new Date((await databaseNow()).getTime() - 1) },
    });
    const { token } = grant;
    const redeemed = await executor('POST', '/grants/redeem', { token, digest: action.digest });
    expectProblem(redeemed, 409, 'expired');
  });

  test('an executor that ends in five minutes is shown as one that may act', async () => {
    const me = await as.admin('GET', '/people/me');
    const made = await as.admin('POST', '/agents', {
      name: 'Short-lived hands',
      kind: 'executor',
      ownerId: me.body.id,
      purpose: 'Ends soon.',
      scope: {
        sources: ['*'],
        services: ['checkout'],
        environments: ['production'],
        verbs: ['execute:rollback'],
      },
      expiresAt: new Date(Date.now() + TEN_MINUTES / 2).toISOString(),
    });
    expect(made.status).toBe(201);
    const action = await proposeAction(as);
    const { body } = await approverAt(place)('GET', `/actions/${action.id}`);
    expect(body.executor).toMatchObject({ id: made.body.id, fault: null });
    await as.admin('POST', `/agents/${String(made.body.id)}/revoke`, { reason: 'It is over.' });
  });

  test('a page counts down as the database tells the time', async () => {
    const action = await proposeAction(as);
    const page = await fetch(`${place.url}/approvals/${action.id}`, {
      headers: { Cookie: approver.cookie },
    });
    const [, renderedAt] = /renderedAt\\?":(\d+)/.exec(await page.text()) ?? [];
    await expectFromNow(new Date(Number(renderedAt)).toISOString(), 0);
  });

  test('a wait lasts as long as the token that it came by, and no longer', async () => {
    const { id } = await newMachine(contract.server.url, as.admin, 'agent');
    const subject = `pod-${id}`;
    const identity = { issuer: issuer.issuer, subject, audience: AUDIENCE };
    expect((await as.admin('POST', `/agents/${id}/identities`, identity)).status).toBe(201);
    const holding = async (seconds: number) => {
      const exp = Math.floor(Date.now() / 1000) + seconds;
      return issuer.token({ sub: subject, aud: AUDIENCE, exp });
    };
    const { investigationId } = await beginInvestigation(
      as.commander,
      machineAt(contract.server, await holding(300)),
    );
    const path = `/investigations/${investigationId}/directives`;
    const wait = async (seconds: number, waitS: number) =>
      machineAt(place, await holding(seconds))('GET', `${path}?wait=${waitS}`);
    expect((await wait(300, 3)).status).toBe(200);
    // A minute is what an issuer's clock may be off by, so this one has two seconds left.
    const cut = await wait(2, 30);
    expectProblem(cut, 401, 'unauthenticated');
  }, 60_000);

  test('a session that was opened there is as long as its row says', async () => {
    const user = contract.users.find(({ roles }) => roles.includes('observer'));
    if (!user) throw new Error('There is no observer.');
    const opened = await signIn(place.url, user.email, user.password, contract.server.url);
    // Asked who is signed in, a process seals the session anew.
    const asked = await fetch(`${place.url}/api/auth/session`, { headers: { Cookie: opened } });
    const given = asked.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    const cookie = given.find((each) => /session-token=./.test(each)) ?? '';
    const { issuedAt, sealedUntil, row } = await sessionOf(cookie);
    // The clock of this process really is wrong.
    const off = place === fast ? TEN_MINUTES : -TEN_MINUTES;
    expect(Math.abs(issuedAt - Date.now() - off)).toBeLessThan(10_000);
    await expectFromNow(row.expiresAt.toISOString(), 12 * 3_600_000);
    // The seal must not give out first, on whichever process it is looked at.
    expect(sealedUntil - row.expiresAt.getTime()).toBeGreaterThanOrEqual(TEN_MINUTES);
    for (const { url } of [contract.server, fast, slow]) {
      expect((await asPerson(url, cookie, contract.server.url)('GET', '/people/me')).status).toBe(
        200,
      );
    }
    await db().session.update({
      where: { id: row.id },
      data: { expiresAt: new Date((await databaseNow()).getTime() - 1) },
    });
    for (const { url } of [contract.server, fast, slow]) {
      expectProblem(
        await asPerson(url, cookie, contract.server.url)('GET', '/people/me'),
        401,
        'unauthenticated',
      );
    }
  });

  test('an answer is kept for repeats from when the database says that it was given', async () => {
    const key = `skew-${place.port}`;
    const body = {
      title: 'Kept',
      severity: 'sev4',
      service: 'checkout',
      environment: 'production',
    };
    const opened = await agent('POST', '/incidents', body, { 'Idempotency-Key': key });
    expect(opened.status).toBe(201);
    const [kept] = await db().idempotency.findMany({ where: { key } });
    await expectFromNow(kept?.createdAt.toISOString(), 0);
    const again = await as.agent('POST', '/incidents', body, { 'Idempotency-Key': key });
    expect(again.body.id).toBe(opened.body.id);
  });
});

test('events whose claimed times are ten minutes off are kept and ordered by the database’s clock', async () => {
  const { investigationId } = await beginInvestigation(as.commander, as.agent);
  const path = `/investigations/${investigationId}/events`;
  for (const off of [TEN_MINUTES, -TEN_MINUTES, 0]) {
    const at = new Date(Date.now() + off).toISOString();
    const event = { id: `off${off}`.replace('-', 'm'), kind: 'note.added', at, text: 'x' };
    expect((await as.agent('POST', path, { events: [event] })).status).toBe(200);
  }
  const { body } = await as.observer('GET', `${path}?limit=200`);
  const recorded = (body.items as { recordedAt: string }[]).map(({ recordedAt }) => recordedAt);
  expect(recorded).toEqual(recorded.toSorted());
  await expectFromNow(recorded.at(-1), 0);
});
