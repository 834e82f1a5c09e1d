import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { changeRoles } from '@/lib/people/server/change-roles';
import { agreeChange, declineChange } from '@/lib/people/server/decide-change';
import { disablePerson, enablePerson } from '@/lib/people/server/disable-person';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { issueReset } from '@/lib/people/server/issue-reset';
import { join } from '@/lib/people/server/join';
import { listChanges } from '@/lib/people/server/list-changes';
import { proposeChange } from '@/lib/people/server/propose-change';
import { as, asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const ada = await makePerson('Ada', role('admin'));
const anyone = as({ type: 'system', id: 'anyone', name: 'Anyone' });
const refusal = (slug: string) => expect.objectContaining({ slug });
const reason = 'She takes over on Monday.';
let made = 0;
const newEmail = (): string => `two${++made}@people.local`;
const rowOf = (id: string) => db().person.findUniqueOrThrow({ where: { id } });

describe('while there has been one admin', () => {
  test('that admin acts alone, and nobody could agree to a proposal', async () => {
    const wanted = { email: newEmail(), roles: role('approver') };
    await expect(proposeChange(as(ada), { kind: 'invite', ...wanted, reason })).rejects.toEqual(
      refusal('one-admin-suffices'),
    );
    await invitePerson(as(ada), wanted);
    expect((await listChanges(as(ada), { limit: 10 })).takesTwo).toBe(false);
  });
});

describe('once two admins have been', () => {
  let bea: typeof ada;
  let carl: typeof ada;
  beforeAll(async () => {
    bea = await makePerson('Bea', role('admin'));
    carl = await makePerson('Carl', role('observer'));
  });

  test('one of them makes nobody, gives nothing that decides, and lets nobody who decides in again', async () => {
    const twice = refusal('second-admin-needed');
    const invite = invitePerson(as(ada), { email: newEmail(), roles: role('observer') });
    await expect(invite).rejects.toEqual(twice);
    const fromMachine = invitePerson(as(COMMAND_LINE), { email: newEmail(), roles: role('admin') });
    await expect(fromMachine).rejects.toEqual(twice);
    for (const wanted of ['commander', 'approver', 'admin'] as const) {
      const give = changeRoles(as(ada), { personId: carl.id, roles: role(wanted) });
      await expect(give).rejects.toEqual(twice);
    }
    const approver = await makePerson('Ann', role('approver'));
    await expect(issueReset(as(ada), { personId: approver.id })).rejects.toEqual(twice);
    await disablePerson(as(ada), { personId: approver.id, reason: 'Lost her laptop.' });
    const enable = enablePerson(as(ada), { personId: approver.id, reason: 'Back.' });
    await expect(enable).rejects.toEqual(twice);
    await changeRoles(as(ada), { personId: carl.id, roles: role('auditor') });
    await changeRoles(as(ada), { personId: carl.id, roles: role('observer') });
  });

  test('one of them takes environments of a role away, and the other agrees to give any', async () => {
    const inThose = (...environments: string[]) => [
      { role: 'approver' as const, service: 'checkout', environments },
    ];
    const eva = await makePerson('Eva', role('approver', 'checkout'));
    const before = (await rowOf(eva.id)).roles as { since: string }[];
    const narrowed = await changeRoles(as(ada), {
      personId: eva.id,
      roles: inThose('staging', 'test'),
    });
    expect(narrowed.roles).toEqual([{ ...inThose('staging', 'test')[0], since: before[0]?.since }]);

    const wider = inThose('staging', 'test', 'production');
    for (const roles of [wider, role('approver', 'checkout')]) {
      await expect(changeRoles(as(ada), { personId: eva.id, roles })).rejects.toEqual(
        refusal('second-admin-needed'),
      );
    }
    const change = await proposeChange(as(ada), {
      kind: 'roles',
      personId: eva.id,
      roles: wider,
      reason,
    });
    expect(change.roles).toEqual(wider);
    await expect(agreeChange(as(ada), { changeId: change.id })).rejects.toEqual(
      refusal('second-person'),
    );
    await agreeChange(as(bea), { changeId: change.id });
    const { roles } = await rowOf(eva.id);
    expect(roles).toEqual([
      { ...inThose('staging', 'test')[0], since: before[0]?.since },
      { ...inThose('production')[0], since: expect.any(String) },
    ]);
    const [, given] = roles as { since: string }[];
    expect(Date.parse(given?.since ?? '')).toBeGreaterThan(Date.parse(before[0]?.since ?? ''));
    expect((await readStream(eva.id, 0, 100)).map(({ kind }) => kind)).toEqual([
      'person.invited',
      'person.joined',
      'person.roles_changed',
      'person.change_proposed',
      'person.change_agreed',
      'person.roles_changed',
    ]);
  });

  test('an admin in some environments is neither of the two', async () => {
    const partial = await makePerson('Paul', [
      { role: 'admin', service: '*', environments: ['staging'] },
    ]);
    await expect(
      invitePerson(as(partial), { email: newEmail(), roles: role('observer') }),
    ).rejects.toEqual(refusal('forbidden'));
    expect((await rowOf(partial.id)).wasAdmin).toBe(false);
  });

  test('shutting the other out does not make one of them enough', async () => {
    const dan = await makePerson('Dan', role('admin'));
    await disablePerson(as(ada), { personId: dan.id, reason: 'Left.' });
    await expect(
      invitePerson(as(ada), { email: newEmail(), roles: role('observer') }),
    ).rejects.toEqual(refusal('second-admin-needed'));
  });

  test('the other’s agreement invites, and its link joins', async () => {
    const email = newEmail();
    const input = { kind: 'invite', email, roles: role('approver'), reason } as const;
    const change = await proposeChange(as(ada), input);
    expect(change).toMatchObject({ state: 'proposed', email, reason });
    const changeId = change.id;
    await expect(agreeChange(as(ada), { changeId })).rejects.toEqual(refusal('second-person'));
    await expect(agreeChange(as(carl), { changeId })).rejects.toEqual(refusal('forbidden'));
    const agreed = await agreeChange(as(bea), { changeId });
    expect(agreed.change).toMatchObject({ state: 'agreed', decidedBy: { id: bea.id } });
    const token = String(agreed.link).split('#')[1] ?? '';
    const person = await join(anyone, { token, name: 'Eve', password: 'correct horse battery' });
    expect(person.roles).toMatchObject(role('approver'));
    await expect(agreeChange(as(bea), { changeId })).rejects.toEqual(refusal('already-decided'));
    const kinds = (await readStream(person.id, 0, 20)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'person.change_proposed',
      'person.change_agreed',
      'person.invited',
      'person.joined',
    ]);
  });

  test('two proposals of one address make one person', async () => {
    const email = newEmail();
    const propose = () =>
      proposeChange(as(ada), { kind: 'invite', email, roles: role('observer'), reason });
    const changes = await Promise.all([propose(), propose()]);
    await Promise.all(changes.map(({ id }) => agreeChange(as(bea), { changeId: id })));
    expect(await db().person.count({ where: { email } })).toBe(1);
  });

  test('roles are given from the agreement on, and never by whom they are for', async () => {
    const input = { kind: 'roles', personId: carl.id, roles: role('approver'), reason } as const;
    const change = await proposeChange(as(ada), input);
    expect((await rowOf(carl.id)).roles).toMatchObject(role('observer'));
    await agreeChange(as(bea), { changeId: change.id });
    expect((await rowOf(carl.id)).roles).toMatchObject(role('approver'));
    const own = { kind: 'roles', personId: bea.id, roles: role('approver'), reason } as const;
    const forBea = await proposeChange(as(ada), own);
    await expect(agreeChange(as(bea), { changeId: forBea.id })).rejects.toEqual(
      refusal('second-person'),
    );
    await declineChange(as(bea), { changeId: forBea.id, reason: 'I do not sign.' });
  });

  test('one of many who agree at once carries it out', async () => {
    const others = await Promise.all(
      ['Flo', 'Gus', 'Hal'].map((name) => makePerson(name, role('admin'))),
    );
    const input = { kind: 'reset', personId: carl.id, reason } as const;
    const { id: changeId } = await proposeChange(as(ada), input);
    const all = await Promise.allSettled(others.map((who) => agreeChange(as(who), { changeId })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db().passwordReset.count({ where: { personId: carl.id } })).toBe(1);
  });

  test('a proposer who is no admin any more proposes nothing', async () => {
    const ida = await makePerson('Ida', role('admin'));
    const input = { kind: 'roles', personId: carl.id, roles: role('commander'), reason } as const;
    const { id: changeId } = await proposeChange(as(ida), input);
    await disablePerson(as(ada), { personId: ida.id, reason: 'Compromised.' });
    await expect(agreeChange(as(bea), { changeId })).rejects.toEqual(refusal('not-eligible'));
  });

  test('a proposal is declined by another, taken back by its own, and over after a week', async () => {
    const propose = () => proposeChange(as(ada), { kind: 'reset', personId: carl.id, reason });
    const declined = await declineChange(as(bea), {
      changeId: (await propose()).id,
      reason: 'Not needed.',
    });
    expect(declined).toMatchObject({ state: 'declined', decisionReason: 'Not needed.' });
    const own = await declineChange(as(ada), { changeId: (await propose()).id, reason: 'Oops.' });
    expect(own.state).toBe('withdrawn');
    const late = await propose();
    await db().personChange.update({ where: { id: late.id }, data: { expiresAt: new Date() } });
    await expect(agreeChange(as(bea), { changeId: late.id })).rejects.toEqual(refusal('expired'));
    await db().personChange.update({
      where: { id: late.id },
      data: { expiresAt: new Date(late.expiresAt) },
    });
  });

  test('whoever holds the machine proposes, and an admin agrees', async () => {
    const input = { kind: 'invite', email: newEmail(), roles: role('admin'), reason } as const;
    const { id: changeId } = await proposeChange(as(COMMAND_LINE), input);
    expect((await agreeChange(as(bea), { changeId })).link).toContain('/invitation#');
  });
});

describe('a role counts', () => {
  const sinceOf = async (id: string) =>
    ((await rowOf(id)).roles as { since: string }[]).map(({ since }) => since);

  test('since it was first held, though less of it is held since', async () => {
    const joe = await makePerson('Joe', [...role('approver'), ...role('observer', 'checkout')]);
    const [first] = await sinceOf(joe.id);
    for (const roles of [role('approver'), role('approver', 'checkout')]) {
      await changeRoles(as(ada), { personId: joe.id, roles });
      expect(await sinceOf(joe.id)).toEqual([first]);
    }
  });

  test.each(['person.joined', 'person.enabled', 'person.password_reset', 'person.invited'])(
    'anew from %s on',
    async (kind) => {
      const kim = await makePerson('Kim', role('approver'));
      const [first = ''] = await sinceOf(kim.id);
      const { email } = await rowOf(kim.id);
      const payload = { email, name: 'Kim', roles: role('approver'), reason: 'x', reset: 'rst_1' };
      await write(asSystem(), (tx) => tx.append(kim.id, [{ kind, payload }]));
      const [then = ''] = await sinceOf(kim.id);
      expect(Date.parse(then)).toBeGreaterThan(Date.parse(first));
    },
  );
});

test('people and their changes come out the same when the log is replayed from empty', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
