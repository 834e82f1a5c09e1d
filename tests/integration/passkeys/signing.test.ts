import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import { assertionOptions } from '@/lib/actions/server/assertion-options';
import { decideAction } from '@/lib/actions/server/decide-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { readReadiness } from '@/lib/actions/server/read-readiness';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';
import { confirmRecovery } from '@/lib/passkeys/server/confirm-recovery';
import { openRecovery } from '@/lib/passkeys/server/open-recovery';
import { verifySignatures } from '@/lib/passkeys/server/verify-signatures';
import { as, role } from '../../support/actors';
import { type Answering, Authenticator } from '../../support/authenticator';
import { testDatabase } from '../../support/database';
import { boundTo, enrol, makeKeeper, signWith, viewOf } from '../../support/passkeys';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { executor, proposed } = cast;
const refusal = (slug: string) => expect.objectContaining({ slug });

const abe = await makeKeeper('Abe', role('approver'));
const { key } = await enrol(abe);

/** The catalogue says nothing of a restart, and what nobody knows is of high risk. */
const grave = (): Promise<ActionOut> => proposed(rollback({ kind: 'restart' }));

const asked = (action: ActionOut, more: Parameters<typeof boundTo>[1] = {}, by = abe) =>
  assertionOptions(as(by), { actionId: action.id, ...boundTo(action, more) });

const decide = (
  action: ActionOut,
  assertion: AssertionInput | undefined,
  more: Parameters<typeof boundTo>[1] = {},
  by: PersonActor = abe,
) =>
  decideAction(as(by), {
    actionId: action.id,
    ...boundTo(action, more),
    ...(more.decision === 'reject' ? { reason: 'No.' } : {}),
    ...(assertion ? { assertion } : {}),
  });

const grantOf = async ({ id }: ActionOut) =>
  (await listGrants(as(executor), { waitS: 0 })).items.find(({ actionId }) => actionId === id);

describe('an action of high risk', () => {
  let action: ActionOut;
  beforeAll(async () => {
    action = await grave();
  });

  test('asks for a passkey, as shipped; a reversible rollback of one service does not', async () => {
    expect(action).toMatchObject({ risk: 'high', requirements: { stepUp: true } });
    const light = await proposed();
    expect(light).toMatchObject({ risk: 'low', requirements: { approvals: 1, stepUp: false } });
    expect(await cast.sign(light)).toMatchObject({ state: 'approved' });
  });

  test('is not approved by a session, and is rejected by one', async () => {
    await expect(decide(action, undefined)).rejects.toThrow(refusal('step-up-required'));
    const other = await grave();
    expect(await decide(other, undefined, { decision: 'reject' })).toMatchObject({
      state: 'rejected',
      decisions: [{ signature: null }],
    });
  });

  test.each<[string, Answering]>([
    ['without user verification', { isVerified: false }],
    ['without anybody present', { isPresent: false }],
    ['from another origin', { origin: 'https://localhost:3000' }],
    ['for another site', { rpId: 'evil.example' }],
    ['from inside another site’s page', { crossOrigin: true }],
  ])('is not approved by a passkey %s', async (_how, answering) => {
    const assertion = key.assert(await asked(action), answering);
    await expect(decide(action, assertion)).rejects.toThrow(refusal('step-up-required'));
  });

  test('is not approved by an answer to anything else', async () => {
    const other = await grave();
    const rejecting = key.assert(await asked(action, { decision: 'reject' }));
    const elsewhere = key.assert(await asked(other));
    const otherView = key.assert(await asked(action, { viewDigest: 'c'.repeat(64) }));
    for (const assertion of [rejecting, elsewhere, otherView]) {
      await expect(decide(action, assertion)).rejects.toThrow(refusal('step-up-required'));
    }
    // Nor is the answer good once the page that is sent along is another one.
    const right = key.assert(await asked(action));
    await expect(decide(action, right, { viewDigest: 'c'.repeat(64) })).rejects.toThrow(
      refusal('step-up-required'),
    );
    expect(await decide(action, right)).toMatchObject({ state: 'approved' });
  });

  test('is signed once: the record holds all that a check needs', async () => {
    const once = await grave();
    const assertion = key.assert(await asked(once));
    const signed = await decide(once, assertion);
    expect(signed.decisions).toMatchObject([
      {
        viewDigest: viewOf(once),
        signature: {
          credentialId: key.credentialId,
          publicKey: key.publicKey,
          algorithm: -7,
          rpId: 'localhost',
          origin: 'http://localhost:3000',
          nonce: assertion.nonce,
        },
      },
    ]);
    await expect(decide(once, assertion)).rejects.toThrow(refusal('step-up-required'));
    const events = await readStream(once.investigationId, 0, 500);
    expect(events.filter(({ kind }) => kind === 'action.decided')).toHaveLength(1);
    const used = (await readStream(abe.id, 0, 500)).filter(
      ({ kind, payload }) => kind === 'person.passkey_used' && payload.subject === once.id,
    );
    expect(used).toHaveLength(1);
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('is signed once by the same answer sent twice at once', async () => {
    const raced = await grave();
    const assertion = key.assert(await asked(raced));
    const both = await Promise.allSettled([decide(raced, assertion), decide(raced, assertion)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is not signed by somebody with another’s answer, or after two minutes', async () => {
    const bob = await makeKeeper('Bob', role('approver'));
    await enrol(bob);
    const theirs = await grave();
    const assertion = key.assert(await asked(theirs));
    await expect(decide(theirs, assertion, {}, bob)).rejects.toThrow(refusal('step-up-required'));
    await db().$executeRaw`UPDATE "passkey_challenge" SET "expiresAt" = clock_timestamp()`;
    await expect(decide(theirs, assertion)).rejects.toThrow(/too old/);
  });

  test('asks no passkey of those who have none, or could not sign, or come too late', async () => {
    const late = await grave();
    const none = await makeKeeper('Nell', role('approver'));
    await expect(asked(late, {}, none)).rejects.toThrow(refusal('step-up-required'));
    await expect(asked(late, {}, cast.commander)).rejects.toThrow(refusal('not-eligible'));
    const blind = await makeKeeper('Ben', [{ role: 'approver', service: 'payments' }]);
    await expect(asked(late, {}, blind)).rejects.toThrow(refusal('not-found'));
    await expect(asked(late, { digest: 'e'.repeat(64) })).rejects.toThrow(
      refusal('digest-mismatch'),
    );
    await decide(late, undefined, { decision: 'reject' });
    await expect(asked(late)).rejects.toThrow(refusal('already-decided'));
  });

  test('has its counter watched: a copy is refused, on record, and signs nothing more', async () => {
    const cho = await makeKeeper('Cho', role('approver'));
    const copied = await grave();
    const mine = await enrol(cho, { count: 40 });
    await expect(signWith(mine.key, cho, copied, { count: 7 })).rejects.toThrow(/copy/);
    const suspected = (await readStream(cho.id, 0, 100)).at(-1);
    expect(suspected).toMatchObject({
      kind: 'person.passkey_suspected',
      payload: { had: 40, signCount: 7, errand: 'decide', subject: copied.id },
    });
    await expect(signWith(mine.key, cho, copied, { count: 41 })).rejects.toThrow(
      refusal('step-up-required'),
    );
  });
});

test('what is decided of a recording asks for none: it sets nothing going', async () => {
  const { id } = await cast.investigation(cast.agent, 'imported');
  const recorded = await proposeAction(as(cast.agent), {
    investigationId: id,
    ...rollback({ kind: 'restart' }),
  });
  expect(recorded).toMatchObject({ risk: 'high', requirements: { stepUp: false } });
  expect(await cast.sign(recorded)).toMatchObject({ state: 'approved', grant: null });
});

test('a passkey that was brought and does not hold is refused where none was needed, too', async () => {
  const light = await proposed();
  const assertion = key.assert(await asked(light), { isVerified: false });
  await expect(decide(light, assertion)).rejects.toThrow(refusal('step-up-required'));
  expect(await signWith(key, abe, light)).toMatchObject({
    state: 'approved',
    decisions: [{ signature: { credentialId: key.credentialId } }],
  });
});

describe('redemption', () => {
  test('counts what was signed by passkey, until that passkey is given up for lost', async () => {
    const dot = await makeKeeper('Dot', role('approver'));
    const mine = await enrol(dot);
    const [kept, lost] = [await grave(), await grave()];
    for (const action of [kept, lost]) await signWith(mine.key, dot, action);
    const redeem = async (action: ActionOut) => {
      const grant = await grantOf(action);
      if (!grant) throw new Error('It was approved, so there is a grant.');
      return redeemGrant(as(executor), { token: grant.token, digest: grant.digest });
    };
    expect(await redeem(kept)).toMatchObject({ action: { state: 'redeemed' } });
    const opened = await openRecovery(as(cast.admin), { personId: dot.id, reason: 'Stolen.' });
    await confirmRecovery(as(cast.owner), { recoveryId: opened.id });
    await expect(redeem(lost)).rejects.toThrow(refusal('not-eligible'));
  });

  test('refuses what a session approved once the policy asks for a passkey', async () => {
    const light = await cast.sign(await proposed());
    await adoptTerms({ stepUpFrom: 'low' });
    const grant = await grantOf(light);
    await expect(
      redeemGrant(as(executor), { token: grant?.token ?? '', digest: grant?.digest ?? '' }),
    ).rejects.toThrow(refusal('not-eligible'));
    await adoptTerms({});
  });
});

test('approvers who lack a passkey are listed before anything asks them for one', async () => {
  const readiness = await readReadiness(as(cast.admin));
  expect(readiness.asksFrom).toBe('high');
  const lacking = readiness.lacking.map(({ name }) => name);
  expect(lacking).toEqual(expect.arrayContaining(['Abel', 'Nell', 'Dot', 'Cho']));
  expect(lacking).not.toContain('Abe');
  expect(readiness.lacking.find(({ name }) => name === 'Cho')?.isSuspected).toBe(true);
  const elsewhere = await makeKeeper('Eve', [{ role: 'commander', service: 'payments' }]);
  const seen = (await readReadiness(as(elsewhere))).lacking.flatMap(({ services }) => services);
  expect(new Set(seen)).toEqual(new Set(['*', 'payments']));
});

describe('the record', () => {
  test('shows every signature to hold, by itself', async () => {
    const { checked, faults } = await verifySignatures(db());
    expect(checked).toBeGreaterThan(4);
    expect(faults).toEqual([]);
  });

  test('shows a signature by a key that nobody enrolled', async () => {
    const forged = await grave();
    const stranger = new Authenticator();
    const question = await asked(forged);
    const { credential, nonce } = stranger.assert(question);
    const { authenticatorData, clientDataJSON, signature } = credential.response;
    const { write } = await import('@/lib/log/write');
    await write(as(abe), async (tx) => {
      const payload = {
        action: forged.id,
        version: forged.version,
        digest: forged.digest,
        decisionId: 'dec_forged',
        decision: 'approve',
        state: 'approved',
        reason: null,
        viewDigest: viewOf(forged),
        signature: {
          passkey: 'pky_none',
          credentialId: stranger.credentialId,
          publicKey: stranger.publicKey,
          algorithm: -7,
          authenticatorData,
          clientDataJSON,
          signature,
          nonce,
          rpId: 'localhost',
          origin: 'http://localhost:3000',
        },
      };
      await tx.append(forged.investigationId, [{ kind: 'action.decided', payload }]);
    });
    const { faults } = await verifySignatures(db());
    expect(faults).toEqual([expect.stringContaining('none of the signer’s')]);
  });

  test('shows an approval without the passkey that its action asks for', async () => {
    const bare = await grave();
    const { write } = await import('@/lib/log/write');
    await write(as(abe), async (tx) => {
      const { id: action, version, digest } = bare;
      const made = { decisionId: 'dec_bare', decision: 'approve', state: 'approved' };
      const payload = { action, version, digest, ...made, reason: null, viewDigest: null };
      await tx.append(bare.investigationId, [{ kind: 'action.decided', payload }]);
    });
    const { faults } = await verifySignatures(db());
    expect(faults).toContainEqual(expect.stringContaining('no passkey'));
  });
});
