import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { findPerson } from '@/lib/access/server/find-person';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { readStream } from '@/lib/log/read';
import { confirmRecovery, withdrawRecovery } from '@/lib/passkeys/server/confirm-recovery';
import { listRecoveries } from '@/lib/passkeys/server/list-recoveries';
import { openRecovery } from '@/lib/passkeys/server/open-recovery';
import { showPasskeys } from '@/lib/passkeys/server/show-passkeys';
import { changeRoles } from '@/lib/people/server/change-roles';
import { signIn } from '@/lib/people/server/sign-in';
import { as, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { enrol, makeKeeper, PASSWORD } from '../../support/passkeys';

await testDatabase();
const refusal = (slug: string) => expect.objectContaining({ slug });
const anyone = as({ type: 'system', id: 'anyone', name: 'Anyone' });

const ada = await makeKeeper('Ada', role('admin'));
let person: PersonActor;
beforeEach(async () => {
  person = await makeKeeper('Vic', role('approver'));
  await enrol(person);
});

const open = (by = ada, of = person) =>
  openRecovery(as(by), { personId: of.id, reason: 'The phone fell into the sea.' });

test('where there is one admin, nobody is recovered: it says so', async () => {
  await expect(open()).rejects.toThrow(refusal('no-second-admin'));
});

describe('with two admins', () => {
  let bea: PersonActor;
  beforeAll(async () => {
    bea = await makeKeeper('Bea', role('admin'));
  });
  const signedIn = async ({ email }: PersonActor) => {
    const session = await signIn(anyone, { email, password: PASSWORD }, null);
    const actor = await findPerson(session?.sessionId ?? '');
    if (!actor) throw new Error('They could not sign in.');
    return actor;
  };

  test('one opens, the other confirms, and the person enrols once, signed in anew', async () => {
    const before = await signedIn(person);
    const opened = await open();
    expect((await showPasskeys(as(person))).openRecovery).toMatchObject({ id: opened.id });
    // Until it is confirmed nothing is any different.
    expect(await showPasskeys(as(person))).toMatchObject({ enrolBy: 'passkey' });
    const confirmed = await confirmRecovery(as(bea), { recoveryId: opened.id });
    expect(confirmed).toMatchObject({ state: 'confirmed', isOver: false });
    expect(await findPerson(before.sessionId)).toBeNull();
    const again = await signedIn(person);
    expect(await showPasskeys(as(again))).toMatchObject({ items: [], enrolBy: 'recovery' });
    const { key } = await enrol(again, { name: 'New phone' });
    const { items } = await listRecoveries(as(ada), { limit: 50 });
    expect(items.find(({ id }) => id === opened.id)).toMatchObject({ state: 'used' });
    // The leave is used up: another one takes the passkey there is.
    await expect(enrol(again, { name: 'x' })).rejects.toThrow(refusal('passkey-needed'));
    await enrol(again, { name: 'Ring', confirmWith: key });
    const kinds = (await readStream(person.id, 0, 100)).map(({ kind, actor }) => [kind, actor.id]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['person.passkey_recovery_opened', ada.id],
        ['person.passkey_recovery_confirmed', bea.id],
        ['session.closed', bea.id],
      ]),
    );
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('nobody is both of the two, and nobody is one of them for themselves', async () => {
    const opened = await open();
    await expect(confirmRecovery(as(ada), { recoveryId: opened.id })).rejects.toThrow(
      refusal('second-person'),
    );
    await expect(open(ada, ada)).rejects.toThrow(refusal('second-person'));
    // Of an admin's own recovery, the two are others: here there is nobody else.
    await enrol(bea);
    await expect(open(ada, bea)).rejects.toThrow(refusal('no-second-admin'));
    expect((await showPasskeys(as(person))).items).toHaveLength(1);
  });

  test('only an admin of every service may, as they are at that moment', async () => {
    const local = await makeKeeper('Lou', [{ role: 'admin', service: 'checkout' }]);
    await expect(open(local)).rejects.toThrow(refusal('forbidden'));
    await expect(open(person)).rejects.toThrow(refusal('forbidden'));
    const cal = await makeKeeper('Cal', role('admin'));
    const opened = await open(cal);
    await changeRoles(as(ada), { personId: cal.id, roles: role('observer') });
    await expect(confirmRecovery(as(bea), { recoveryId: opened.id })).rejects.toThrow(
      refusal('not-eligible'),
    );
    const second = await withdrawRecovery(as(ada), { recoveryId: opened.id }).then(() => open(bea));
    // Their session still says admin; their row does not.
    await expect(confirmRecovery(as(cal), { recoveryId: second.id })).rejects.toThrow(
      refusal('not-eligible'),
    );
  });

  test('the person, who may know best, takes it back; others who are no admins cannot', async () => {
    const stranger = await makeKeeper('Uli', role('approver'));
    const opened = await open();
    await expect(open(bea)).rejects.toThrow(refusal('recovery-open'));
    await expect(withdrawRecovery(as(stranger), { recoveryId: opened.id })).rejects.toThrow(
      refusal('not-found'),
    );
    await withdrawRecovery(as(person), { recoveryId: opened.id });
    await expect(confirmRecovery(as(bea), { recoveryId: opened.id })).rejects.toThrow(
      refusal('recovery-ended'),
    );
    expect(await showPasskeys(as(person))).toMatchObject({
      enrolBy: 'passkey',
      openRecovery: null,
    });
  });

  test('two that confirm at once confirm once', async () => {
    const cleo = await makeKeeper('Cleo', role('admin'));
    const { id: recoveryId } = await open();
    const both = await Promise.allSettled([
      confirmRecovery(as(bea), { recoveryId }),
      confirmRecovery(as(cleo), { recoveryId }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('time ends it: unconfirmed after a day, unused after an hour', async () => {
    const late = await open();
    // As if a day had passed since.
    await db().$executeRaw`
      UPDATE "passkey_recovery" SET "confirmUntil" = clock_timestamp() WHERE "id" = ${late.id}`;
    await expect(confirmRecovery(as(bea), { recoveryId: late.id })).rejects.toThrow(
      refusal('recovery-ended'),
    );
    const given = await confirmRecovery(as(bea), { recoveryId: (await open()).id });
    await db().$executeRaw`
      UPDATE "passkey_recovery" SET "enrolUntil" = clock_timestamp() WHERE "id" = ${given.id}`;
    const again = await signedIn(person);
    await expect(enrol(again)).rejects.toThrow(refusal('recovery-needed'));
    await confirmRecovery(as(ada), { recoveryId: (await open(bea)).id });
    await enrol(await signedIn(person));
  });
});
