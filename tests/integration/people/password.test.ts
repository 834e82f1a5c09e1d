import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { findPerson } from '@/lib/access/server/find-person';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { changePassword } from '@/lib/people/server/change-password';
import { disablePerson } from '@/lib/people/server/disable-person';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { issueReset, issueResetFor } from '@/lib/people/server/issue-reset';
import { join } from '@/lib/people/server/join';
import { resetPassword } from '@/lib/people/server/reset-password';
import { signIn } from '@/lib/people/server/sign-in';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const anyone = as({ type: 'system', id: 'anyone', name: 'Anyone' });
const refusal = (slug: string) => expect.objectContaining({ slug });
const FIRST = 'correct horse battery';
const SECOND = 'another horse, another battery';

let made = 0;
const tokenOf = ({ link }: { link: string }): string => link.split('#')[1] ?? '';
const open = async (email: string, password: string) =>
  (await signIn(anyone, { email, password }, 'Tests'))?.sessionId;
const isOpen = async (sessionId: string | undefined) =>
  (await findPerson(sessionId ?? '')) !== null;
const eventsOf = async (id: string) =>
  (await readStream(id, 0, 100)).map(({ kind, actor, payload }) => ({ kind, actor, payload }));

/** Somebody who joined, signed in here and in one other place. */
async function person() {
  const email = `password${++made}@people.local`;
  const invitation = await invitePerson(as(admin), { email, roles: role('observer') });
  const { id } = await join(anyone, { token: tokenOf(invitation), name: 'Bo', password: FIRST });
  const [here = '', elsewhere = ''] = [await open(email, FIRST), await open(email, FIRST)];
  const actor = await findPerson(here);
  if (!actor) throw new Error('They are signed in.');
  return { email, id, here, elsewhere, actor };
}

const change = (actor: PersonActor, currentPassword = FIRST, password = SECOND) =>
  changePassword(as(actor), { currentPassword, password });

describe('changing one’s own password', () => {
  test('ends every other session, keeps this one, and the old password opens none', async () => {
    const { actor, email, id, here, elsewhere } = await person();
    expect(await change(actor)).toEqual({ endedSessions: 1 });
    expect([await isOpen(here), await isOpen(elsewhere)]).toEqual([true, false]);
    expect(await open(email, FIRST)).toBeUndefined();
    expect(await isOpen(await open(email, SECOND))).toBe(true);
    const changed = (await eventsOf(id)).filter(({ kind }) => kind.startsWith('person.password'));
    expect(changed).toEqual([
      { kind: 'person.password_changed', actor: { type: 'person', id, name: 'Bo' }, payload: {} },
    ]);
  });

  test('asks for the one they have, and says no a few times only', async () => {
    const { actor, email, elsewhere } = await person();
    for (let i = 0; i < 10; i += 1) {
      await expect(change(actor, 'a wrong password')).rejects.toEqual(refusal('wrong-password'));
    }
    await expect(change(actor)).rejects.toEqual(refusal('rate-limited'));
    expect(await isOpen(elsewhere)).toBe(true);
    expect(await open(email, SECOND)).toBeUndefined();
  });

  test('leaves no session behind that the old one opened meanwhile', async () => {
    const { actor, email } = await person();
    const opened: (string | undefined)[] = [];
    const changed = new AbortController();
    const knock = async () => {
      while (!changed.signal.aborted) opened.push(await open(email, FIRST));
    };
    const changing = change(actor).finally(() => changed.abort());
    await Promise.all([changing, knock(), knock(), knock()]);
    expect(await Promise.all(opened.map(isOpen))).not.toContain(true);
  });

  test('twice at once takes one of the two', async () => {
    const { actor, email } = await person();
    const both = await Promise.allSettled(
      ['first of two passwords', 'second of two passwords'].map((password) =>
        change(actor, FIRST, password),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await open(email, FIRST)).toBeUndefined();
  });

  test('is a person’s alone', async () => {
    const agent = await makeAgent('Agent', admin.id);
    const input = { currentPassword: FIRST, password: SECOND };
    await expect(changePassword(as(agent), input)).rejects.toEqual(refusal('forbidden'));
    await expect(changePassword(anyone, input)).rejects.toEqual(refusal('forbidden'));
  });

  test('voids a reset that somebody asked for', async () => {
    const { actor, id } = await person();
    const issued = await issueReset(as(admin), { personId: id });
    await change(actor);
    await expect(
      resetPassword(anyone, { token: tokenOf(issued), password: 'yet another one' }),
    ).rejects.toEqual(refusal('not-found'));
  });
});

describe('a reset', () => {
  const use = (token: string, password = SECOND) => resetPassword(anyone, { token, password });

  test('is a link, good once, whose use ends every session', async () => {
    const { email, id, here, elsewhere } = await person();
    const issued = await issueReset(as(admin), { personId: id });
    expect(issued.link).toMatch(/^http:\/\/localhost:3000\/reset#csr_/);
    expect(await isOpen(here)).toBe(true);
    expect(await use(tokenOf(issued))).toMatchObject({ id, email });
    expect([await isOpen(here), await isOpen(elsewhere)]).toEqual([false, false]);
    expect(await open(email, FIRST)).toBeUndefined();
    expect(await isOpen(await open(email, SECOND))).toBe(true);
    await expect(use(tokenOf(issued), 'yet another one')).rejects.toEqual(refusal('reset-used'));
  });

  test('stands in the person’s stream by its id, asked for and used, without a secret', async () => {
    const { id } = await person();
    const issued = await issueReset(as(admin), { personId: id });
    await use(tokenOf(issued));
    const told = (await eventsOf(id)).filter(({ kind }) => /reset/.test(kind));
    const reset: unknown = told[0]?.payload.reset;
    expect(reset).toMatch(/^rst_/);
    expect(told).toEqual([
      {
        kind: 'person.reset_issued',
        actor: { type: 'person', id: admin.id, name: 'Ada' },
        payload: { reset, expiresAt: issued.expiresAt },
      },
      {
        kind: 'person.password_reset',
        actor: { type: 'person', id, name: 'Bo' },
        payload: { reset },
      },
    ]);
    const texts = JSON.stringify([
      await db().event.findMany({ where: { stream: id }, omit: { position: true } }),
      await db().eventContent.findMany({ where: { stream: id } }),
      await db().passwordReset.findMany(),
      await db().credential.findMany(),
      await db().idempotency.findMany(),
    ]);
    for (const secret of [tokenOf(issued), FIRST, SECOND]) expect(texts).not.toContain(secret);
  });

  test('issued again voids the earlier link, and expires by the database’s clock', async () => {
    const { id } = await person();
    const first = await issueReset(as(admin), { personId: id });
    const second = await issueReset(as(admin), { personId: id });
    await expect(use(tokenOf(first))).rejects.toEqual(refusal('not-found'));
    await db().passwordReset.updateMany({
      where: { personId: id, usedAt: null },
      data: { expiresAt: new Date(0) },
    });
    await expect(use(tokenOf(second))).rejects.toEqual(refusal('reset-expired'));
  });

  test('works for one of many who use it at once', async () => {
    const { id } = await person();
    const issued = await issueReset(as(admin), { personId: id });
    const attempts = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => use(tokenOf(issued), `password number ${n}`)),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is the admin’s or the command line’s to issue', async () => {
    const { id, email } = await person();
    for (const name of ['observer', 'commander', 'approver', 'auditor'] as const) {
      const other = await makePerson(name, role(name));
      await expect(issueReset(as(other), { personId: id })).rejects.toEqual(refusal('forbidden'));
    }
    await expect(issueReset(anyone, { personId: id })).rejects.toEqual(refusal('forbidden'));
    const issued = await issueResetFor(as(COMMAND_LINE), { email: email.toUpperCase() });
    expect(issued.person.id).toBe(id);
    await expect(issueResetFor(as(COMMAND_LINE), { email: 'a@b.example' })).rejects.toEqual(
      refusal('not-found'),
    );
  });

  test('is for those who may sign in', async () => {
    const { person: invited } = await invitePerson(as(admin), {
      email: `password${++made}@people.local`,
      roles: role('observer'),
    });
    await expect(issueReset(as(admin), { personId: invited.id })).rejects.toEqual(
      refusal('never-joined'),
    );
    const { id } = await person();
    const issued = await issueReset(as(admin), { personId: id });
    await disablePerson(as(admin), { personId: id, reason: 'Left.' });
    await expect(use(tokenOf(issued))).rejects.toEqual(refusal('not-found'));
    await expect(issueReset(as(admin), { personId: id })).rejects.toEqual(refusal('disabled'));
    await expect(issueReset(as(admin), { personId: 'usr_nobody' })).rejects.toEqual(
      refusal('not-found'),
    );
  });
});

test('people come out the same when the log is replayed from empty', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
