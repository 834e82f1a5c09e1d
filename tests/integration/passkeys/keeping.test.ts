import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { addPasskey } from '@/lib/passkeys/server/add-passkey';
import { removePasskey, startRemoval } from '@/lib/passkeys/server/remove-passkey';
import { renamePasskey } from '@/lib/passkeys/server/rename-passkey';
import { showPasskeys } from '@/lib/passkeys/server/show-passkeys';
import { startEnrolment } from '@/lib/passkeys/server/start-enrolment';
import { as, role } from '../../support/actors';
import { type Answering, Authenticator } from '../../support/authenticator';
import { testDatabase } from '../../support/database';
import { enrol, makeKeeper, PASSWORD } from '../../support/passkeys';

await testDatabase();

const refusal = (slug: string) => expect.objectContaining({ slug });
const kindsOf = async ({ id }: PersonActor) =>
  (await readStream(id, 0, 100)).map(({ kind }) => kind).filter((kind) => /passkey/.test(kind));
const names = async (person: PersonActor) =>
  (await showPasskeys(as(person))).items.map(({ name }) => name);
const begin = (person: PersonActor) => startEnrolment(as(person), { password: PASSWORD });

describe('enrolling a passkey', () => {
  test('takes the password once, and puts the public key on record', async () => {
    const bo = await makeKeeper('Bo', role('approver'));
    const before = await showPasskeys(as(bo));
    expect(before).toMatchObject({ items: [], enrolBy: 'first' });
    const { key, passkey } = await enrol(bo, { name: 'Bo’s phone' });
    expect(passkey).toMatchObject({ name: 'Bo’s phone', lastUsedAt: null, suspectedAt: null });
    expect(await showPasskeys(as(bo))).toMatchObject({ items: [passkey], enrolBy: 'passkey' });
    const [added] = await readStream(bo.id, 2, 10);
    expect(added).toMatchObject({
      kind: 'person.passkey_added',
      actor: { type: 'person', id: bo.id },
      payload: {
        credentialId: key.credentialId,
        publicKey: key.publicKey,
        algorithm: -7,
        rpId: 'localhost',
        by: 'first',
        recovery: null,
      },
    });
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('is begun by nobody who cannot say their password', async () => {
    const cy = await makeKeeper('Cy', role('approver'));
    await expect(startEnrolment(as(cy), { password: 'not that' })).rejects.toThrow(
      refusal('wrong-password'),
    );
    expect(await db().passkeyChallenge.count({ where: { personId: cy.id } })).toBe(0);
  });

  test.each<[string, Answering]>([
    ['nobody verified', { isVerified: false }],
    ['nobody there', { isPresent: false }],
    ['another site', { rpId: 'evil.example' }],
    ['another page', { origin: 'http://evil.example' }],
    ['a page on another port', { origin: 'http://localhost:4000' }],
  ])('refuses %s, and records nothing', async (_why, answering) => {
    const di = await makeKeeper('Di', role('approver'));
    await expect(enrol(di, answering)).rejects.toThrow(refusal('passkey-refused'));
    expect(await kindsOf(di)).toEqual([]);
  });

  test('answers once, in its own session, for its own person', async () => {
    const [ed, fay] = [
      await makeKeeper('Ed', role('approver')),
      await makeKeeper('Fay', role('approver')),
    ];
    const begun = await begin(ed);
    const attestation = new Authenticator().attest(begun);
    for (const other of [fay, { ...ed, sessionId: 'ses_elsewhere' }]) {
      await expect(addPasskey(as(other), { name: 'x', attestation })).rejects.toThrow(
        refusal('passkey-refused'),
      );
    }
    const both = await Promise.allSettled([
      addPasskey(as(ed), { name: 'x', attestation }),
      addPasskey(as(ed), { name: 'y', attestation }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await kindsOf(ed)).toEqual(['person.passkey_added']);
  });

  test('answers within two minutes of the database’s clock', async () => {
    const gil = await makeKeeper('Gil', role('approver'));
    const begun = await begin(gil);
    const [row] = await db().$queryRaw<{ left: number }[]>`
      SELECT extract(epoch FROM "expiresAt" - clock_timestamp())::float8 AS "left"
      FROM "passkey_challenge" WHERE "nonce" = ${begun.nonce}`;
    expect(row?.left).toBeGreaterThan(100);
    expect(row?.left).toBeLessThanOrEqual(120);
    await db().$executeRaw`
      UPDATE "passkey_challenge" SET "expiresAt" = clock_timestamp() WHERE "nonce" = ${begun.nonce}`;
    const attestation = new Authenticator().attest(begun);
    await expect(addPasskey(as(gil), { name: 'x', attestation })).rejects.toThrow(
      refusal('passkey-refused'),
    );
  });

  test('of another one needs one that they have: a password is not enough', async () => {
    const hal = await makeKeeper('Hal', role('approver'));
    const { key } = await enrol(hal);
    await expect(enrol(hal, { name: 'Laptop' })).rejects.toThrow(refusal('passkey-needed'));
    const stranger = new Authenticator();
    await expect(enrol(hal, { name: 'Laptop', confirmWith: stranger })).rejects.toThrow(
      refusal('passkey-refused'),
    );
    await enrol(hal, { name: 'Laptop', confirmWith: key });
    expect(await names(hal)).toEqual(['Phone', 'Laptop']);
    expect(await kindsOf(hal)).toEqual([
      'person.passkey_added',
      'person.passkey_used',
      'person.passkey_added',
    ]);
  });

  test('takes no passkey twice', async () => {
    const [ida, jo] = [
      await makeKeeper('Ida', role('approver')),
      await makeKeeper('Jo', role('approver')),
    ];
    const { key } = await enrol(ida);
    await expect(enrol(jo, { key })).rejects.toThrow(refusal('passkey-known'));
  });
});

test('a passkey is renamed by its owner alone', async () => {
  const [kim, lea] = [
    await makeKeeper('Kim', role('approver')),
    await makeKeeper('Lea', role('approver')),
  ];
  const { passkey } = await enrol(kim);
  const { id: passkeyId } = passkey;
  await expect(renamePasskey(as(lea), { passkeyId, name: 'Mine' })).rejects.toThrow(
    refusal('not-found'),
  );
  await renamePasskey(as(kim), { passkeyId, name: 'Key on the ring' });
  await renamePasskey(as(kim), { passkeyId, name: 'Key on the ring' });
  expect(await names(kim)).toEqual(['Key on the ring']);
  expect(await kindsOf(kim)).toEqual(['person.passkey_added', 'person.passkey_renamed']);
});

describe('removing a passkey', () => {
  test('takes a passkey that stands, another or itself', async () => {
    const mia = await makeKeeper('Mia', role('approver'));
    const phone = await enrol(mia);
    const ring = await enrol(mia, { name: 'Ring', confirmWith: phone.key });
    const remove = async (passkeyId: string, key: Authenticator) => {
      const asked = await startRemoval(as(mia), { passkeyId });
      return removePasskey(as(mia), { passkeyId, assertion: key.assert(asked) });
    };
    await expect(remove(phone.passkey.id, new Authenticator())).rejects.toThrow(
      refusal('passkey-refused'),
    );
    await remove(phone.passkey.id, ring.key);
    expect(await names(mia)).toEqual(['Ring']);
    // It is gone, so it agrees to nothing any more.
    await expect(remove(ring.passkey.id, phone.key)).rejects.toThrow(refusal('passkey-refused'));
    const left = await remove(ring.passkey.id, ring.key);
    expect(left).toMatchObject({ items: [], enrolBy: 'first' });
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('takes an answer to this very question', async () => {
    const ned = await makeKeeper('Ned', role('approver'));
    const phone = await enrol(ned);
    const ring = await enrol(ned, { name: 'Ring', confirmWith: phone.key });
    const asked = await startRemoval(as(ned), { passkeyId: ring.passkey.id });
    const assertion = phone.key.assert(asked);
    await expect(
      removePasskey(as(ned), { passkeyId: phone.passkey.id, assertion }),
    ).rejects.toThrow(refusal('passkey-refused'));
    const { confirmation } = await begin(ned);
    if (!confirmation) throw new Error('They have a passkey.');
    const toEnrol = phone.key.assert(confirmation);
    await expect(
      removePasskey(as(ned), { passkeyId: ring.passkey.id, assertion: toEnrol }),
    ).rejects.toThrow(refusal('passkey-refused'));
  });
});

test('a passkey whose counter goes back signs nothing any more, and that is on record', async () => {
  const oda = await makeKeeper('Oda', role('approver'));
  const { key, passkey } = await enrol(oda, { count: 10 });
  const remove = async (count: number) => {
    const asked = await startRemoval(as(oda), { passkeyId: passkey.id });
    return removePasskey(as(oda), {
      passkeyId: passkey.id,
      assertion: key.assert(asked, { count }),
    });
  };
  await expect(remove(10)).rejects.toThrow(/copy/);
  expect(await kindsOf(oda)).toEqual(['person.passkey_added', 'person.passkey_suspected']);
  const shown = await showPasskeys(as(oda));
  expect(shown).toMatchObject({
    items: [{ suspectedAt: expect.any(String) }],
    enrolBy: 'nothing',
  });
  await expect(remove(11)).rejects.toThrow(refusal('recovery-needed'));
  await expect(begin(oda)).rejects.toThrow(refusal('recovery-needed'));
  expect(await compareWithLog(db())).toEqual([]);
});

test('a passkey that counts nothing is used again and again', async () => {
  const pia = await makeKeeper('Pia', role('approver'));
  const { key } = await enrol(pia, { key: new Authenticator(0) });
  await enrol(pia, { name: 'Ring', confirmWith: key });
  await enrol(pia, { name: 'Spare', confirmWith: key });
  expect(await names(pia)).toEqual(['Phone', 'Ring', 'Spare']);
});
