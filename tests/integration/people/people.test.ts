import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { findPerson } from '@/lib/access/server/find-person';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { changeRoles } from '@/lib/people/server/change-roles';
import { signOut } from '@/lib/people/server/close-sessions';
import { disablePerson, enablePerson } from '@/lib/people/server/disable-person';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import { listPeople } from '@/lib/people/server/list-people';
import { signIn } from '@/lib/people/server/sign-in';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const anyone = as({ type: 'system', id: 'anyone', name: 'Anyone' });
const refusal = (slug: string) => expect.objectContaining({ slug });
const PASSWORD = 'correct horse battery';

let made = 0;
const newEmail = (): string => `person${++made}@people.local`;
const tokenOf = ({ link }: { link: string }): string => link.split('#')[1] ?? '';
const kindsOf = async (id: string): Promise<string[]> =>
  (await readStream(id, 0, 100)).map(({ kind }) => kind);

async function joined(roles = role('observer')) {
  const email = newEmail();
  const invitation = await invitePerson(as(admin), { email, roles });
  const person = await join(anyone, { token: tokenOf(invitation), name: 'Bo', password: PASSWORD });
  return { email, id: person.id };
}

const open = (email: string, password = PASSWORD) => signIn(anyone, { email, password }, 'Tests');

describe('an invitation', () => {
  test('makes an active person once, with the roles it was given for', async () => {
    const email = newEmail();
    const invitation = await invitePerson(as(admin), { email, roles: role('commander', 'shop') });
    expect(invitation.person).toMatchObject({ email, status: 'invited' });
    expect(invitation.link).toMatch(/^http:\/\/localhost:3000\/invitation#csi_/);
    const token = tokenOf(invitation);
    const person = await join(anyone, { token, name: 'Bo', password: PASSWORD });
    expect(person).toMatchObject({
      email,
      name: 'Bo',
      status: 'active',
      roles: [{ role: 'commander', service: 'shop', since: expect.any(String) }],
    });
    await expect(join(anyone, { token, name: 'Eve', password: PASSWORD })).rejects.toEqual(
      refusal('invitation-used'),
    );
    expect(await kindsOf(person.id)).toEqual(['person.invited', 'person.joined']);
  });

  test('works for one of many who use it at once', async () => {
    const invitation = await invitePerson(as(admin), {
      email: newEmail(),
      roles: role('observer'),
    });
    const attempts = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) =>
        join(anyone, { token: tokenOf(invitation), name, password: PASSWORD }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await kindsOf(invitation.person.id)).toHaveLength(2);
  });

  test('given again voids the earlier link, and expires by the database’s clock', async () => {
    const email = newEmail();
    const first = await invitePerson(as(admin), { email, roles: role('observer') });
    const second = await invitePerson(as(admin), { email, roles: role('approver') });
    expect(second.person.id).toBe(first.person.id);
    const use = (token: string) => join(anyone, { token, name: 'Bo', password: PASSWORD });
    await expect(use(tokenOf(first))).rejects.toEqual(refusal('not-found'));
    await db().invitation.updateMany({
      where: { personId: second.person.id },
      data: { expiresAt: new Date(0) },
    });
    await expect(use(tokenOf(second))).rejects.toEqual(refusal('invitation-expired'));
    expect(await kindsOf(first.person.id)).toEqual(['person.invited', 'person.invited']);
  });

  test('of one address twice at once makes one person', async () => {
    const email = newEmail();
    const both = await Promise.all(
      [1, 2].map(() => invitePerson(as(admin), { email, roles: role('observer') })),
    );
    expect(both[0]?.person.id).toBe(both[1]?.person.id);
  });

  test('is the admin’s or the command line’s to give', async () => {
    const input = { email: newEmail(), roles: role('admin') };
    for (const name of ['observer', 'commander', 'approver', 'auditor'] as const) {
      const other = await makePerson(name, role(name));
      await expect(invitePerson(as(other), input)).rejects.toEqual(refusal('forbidden'));
    }
    await expect(invitePerson(anyone, input)).rejects.toEqual(refusal('forbidden'));
    await invitePerson(as(COMMAND_LINE), input);
    const { email } = await joined();
    await expect(invitePerson(as(admin), { ...input, email })).rejects.toEqual(
      refusal('already-joined'),
    );
  });

  test('leaves no secret in the log', async () => {
    const invitation = await invitePerson(as(admin), {
      email: newEmail(),
      roles: role('observer'),
    });
    const token = tokenOf(invitation);
    const { id } = await join(anyone, { token, name: 'Bo', password: PASSWORD });
    const texts = JSON.stringify([
      await db().event.findMany({ where: { stream: id }, omit: { position: true } }),
      await db().eventContent.findMany({ where: { stream: id } }),
      await db().invitation.findMany(),
      await db().credential.findMany(),
    ]);
    expect(texts).not.toContain(token);
    expect(texts).not.toContain(PASSWORD);
  });
});

describe('a session', () => {
  test('opens for the right password and no other, whatever the case of the e-mail', async () => {
    const { email, id } = await joined();
    expect(await open(email, 'wrong password!!')).toBeNull();
    expect(await open('nobody@people.local')).toBeNull();
    expect(await open('x'.repeat(300))).toBeNull();
    const session = await open(` ${email.toUpperCase()} `);
    const person = await findPerson(session?.sessionId ?? '');
    const [held] = person?.roles ?? [];
    expect(person).toMatchObject({ type: 'person', id, email });
    expect(held).toMatchObject({ role: 'observer', service: '*' });
    expect((await kindsOf(id)).at(-1)).toBe('session.opened');
  });

  test('reads roles afresh and ends by sign-out, once', async () => {
    const { email, id } = await joined();
    const { sessionId = '' } = (await open(email)) ?? {};
    await changeRoles(as(admin), { personId: id, roles: role('approver') });
    expect((await findPerson(sessionId))?.roles).toMatchObject(role('approver'));
    await signOut(anyone, sessionId);
    await signOut(anyone, sessionId);
    expect(await findPerson(sessionId)).toBeNull();
    expect((await kindsOf(id)).filter((kind) => kind === 'session.closed')).toHaveLength(1);
  });

  test('is over when its time is, by the database’s clock', async () => {
    const { email } = await joined();
    const { sessionId = '' } = (await open(email)) ?? {};
    await db().session.update({ where: { id: sessionId }, data: { expiresAt: new Date() } });
    expect(await findPerson(sessionId)).toBeNull();
  });

  test('ends with its person’s being disabled, and no other opens until they are enabled', async () => {
    const { email, id } = await joined();
    const { sessionId = '' } = (await open(email)) ?? {};
    await disablePerson(as(admin), { personId: id, reason: 'Left.' });
    expect(await findPerson(sessionId)).toBeNull();
    expect(await open(email)).toBeNull();
    await expect(disablePerson(as(admin), { personId: id, reason: '' })).rejects.toEqual(
      refusal('already-disabled'),
    );
    await enablePerson(as(admin), { personId: id, reason: 'Back.' });
    expect(await findPerson(sessionId)).toBeNull();
    expect(await open(email)).not.toBeNull();
  });
});

describe('people', () => {
  test('cannot be left without an admin, even by two who go at once', async () => {
    const { items } = await listPeople(as(admin), { limit: 200 });
    const admins = items.filter(
      ({ id, roles, status }) =>
        id !== admin.id && status !== 'disabled' && roles.some((each) => each.role === 'admin'),
    );
    for (const { id } of admins) {
      await changeRoles(as(admin), { personId: id, roles: role('observer') });
    }
    const second: PersonActor = await makePerson('Bea', role('admin'));
    const leave = (who: PersonActor) =>
      changeRoles(as(admin), { personId: who.id, roles: role('observer') });
    const both = await Promise.allSettled([leave(admin), leave(second)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const last = both[0]?.status === 'rejected' ? admin : second;
    await expect(disablePerson(as(admin), { personId: last.id, reason: 'Oops.' })).rejects.toEqual(
      refusal('last-admin'),
    );
  });

  test('are listed in pages to admins and auditors', async () => {
    const auditor = await makePerson('Aud', role('auditor'));
    const first = await listPeople(as(auditor), { limit: 2 });
    expect(first.items).toHaveLength(2);
    expect(first.nextCursor).not.toBeNull();
    const observer = await makePerson('Obs', role('observer'));
    await expect(listPeople(as(observer), { limit: 2 })).rejects.toEqual(refusal('forbidden'));
  });

  test('who are not there cannot be changed, and leave no stream behind', async () => {
    const gone = { personId: 'usr_nobody', roles: role('observer') };
    await expect(changeRoles(as(admin), gone)).rejects.toEqual(refusal('not-found'));
    expect(await db().stream.findUnique({ where: { id: 'usr_nobody' } })).toBeNull();
  });

  test('come out the same when the log is replayed from empty', async () => {
    expect(await compareWithLog(db())).toEqual([]);
  });
});
