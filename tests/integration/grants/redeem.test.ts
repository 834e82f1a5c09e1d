import { generateKeyPairSync } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeJwt, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { amendAction } from '@/lib/actions/server/amend-action';
import { getAction } from '@/lib/actions/server/get-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { signingKeys } from '@/lib/grants/server/signing-keys';
import { giveControl } from '@/lib/investigations/server/give-control';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { as, asSystem, makeAgent, makeExecutor, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { agent, approved, commander, executor, owner, proposed, sign } = cast;

const refusal = (slug: string, status = 409) => expect.objectContaining({ slug, status });
const lookAt = (actionId: string) => getAction(as(commander), { actionId, waitS: 0 });

const redeem = (grant: { token: string; digest: string }, by = executor, more = {}) =>
  redeemGrant(as(by), { token: grant.token, digest: grant.digest, ...more });

describe('a grant', () => {
  test('is a signed token for one executor, one version and one digest, the same at every look', async () => {
    const { action, grant } = await approved();
    const [again] = (await listGrants(as(executor), { waitS: 0 })).items.filter(
      ({ id }) => id === grant.id,
    );
    expect(again?.token).toBe(grant.token);
    const keys = createLocalJWKSet({ keys: signingKeys().map((key) => key.publicJwk) });
    await compactVerify(grant.token, keys);
    expect(decodeJwt(grant.token)).toMatchObject({
      iss: 'http://localhost:3000',
      aud: executor.id,
      sub: action.id,
      jti: grant.id,
      version: 1,
      digest: action.digest,
    });
  });

  test('is redeemed once, into an execution with a lease', async () => {
    const { action, grant } = await approved();
    const redeemed = await redeem(grant);
    expect(redeemed.action).toMatchObject({
      id: action.id,
      state: 'redeemed',
      command: { argv: ['deploy', 'checkout', '--to', '1.4.1'] },
      execution: { id: redeemed.executionId, state: 'executing' },
    });
    await expect(redeem(grant)).rejects.toEqual(refusal('already-redeemed'));
  });

  test('is for its executor alone, whoever holds the token', async () => {
    const { grant } = await approved();
    const other = await makeExecutor('Others', owner.id);
    await expect(redeem(grant, other)).rejects.toEqual(refusal('forbidden', 403));
    expect((await listGrants(as(other), { waitS: 0 })).items).toEqual([]);
  });

  test('that was forged, tampered with or taken for another digest is refused', async () => {
    const { grant } = await approved();
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = await new SignJWT(decodeJwt(grant.token))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'grant+jwt', kid: signingKeys()[0]?.kid ?? '' })
      .sign(privateKey);
    const [header, payload, signature] = grant.token.split('.');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const tampered = [
      forged,
      `${unsigned}.${payload}.`,
      `${header}.${payload}x.${signature}`,
      'not a token',
    ];
    for (const token of tampered) {
      await expect(redeem({ ...grant, token })).rejects.toMatchObject({
        slug: 'invalid',
        errors: [{ path: 'token' }],
      });
    }
    const another = { ...grant, digest: 'a'.repeat(64) };
    await expect(redeem(another)).rejects.toEqual(refusal('digest-mismatch'));
  });

  test('falls with a new version, a withdrawal and a stop', async () => {
    const changed = await approved();
    await amendAction(as(agent), { actionId: changed.action.id, ...rollback() });
    await expect(redeem(changed.grant)).rejects.toEqual(refusal('superseded'));

    const withdrawn = await approved();
    await withdrawAction(as(agent), { actionId: withdrawn.action.id });
    await expect(redeem(withdrawn.grant)).rejects.toEqual(refusal('revoked'));

    const stopped = await approved();
    const { investigationId: id } = stopped.action;
    await giveControl(as(commander), { id, control: 'stop', reason: 'enough' });
    await expect(redeem(stopped.grant)).rejects.toEqual(refusal('revoked'));
  });
});

describe('a redemption asks again', () => {
  test('whether the approver may still approve, and says on the record that not', async () => {
    const second = await makePerson('Anna', role('approver'));
    const action = await sign(await proposed(), 'approve', second);
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const grant = items.find(({ actionId }) => actionId === action.id)!;
    await write(asSystem(), async (tx) => {
      const payload = { roles: role('observer') };
      await tx.append(second.id, [{ kind: 'person.roles_changed', payload }]);
    });
    await expect(redeem(grant)).rejects.toEqual(refusal('not-eligible'));
    await expect(redeem(grant)).rejects.toEqual(refusal('not-eligible'));
    expect((await lookAt(action.id)).refusals).toMatchObject([{ slug: 'not-eligible' }]);
  });

  test('whether the agent may still act', async () => {
    const mine = await makeAgent('Fickle', owner.id);
    const action = await sign(await proposed(rollback(), mine));
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const grant = items.find(({ actionId }) => actionId === action.id)!;
    const change = { agentId: mine.id, reason: 'Check.' };
    await changeStanding(as(owner), { ...change, change: 'suspend' });
    await expect(redeem(grant)).rejects.toEqual(refusal('not-eligible'));
    await changeStanding(as(owner), { ...change, change: 'revoke' });
    await expect(redeem(grant)).rejects.toEqual(refusal('revoked'));
    expect(await lookAt(action.id)).toMatchObject({
      state: 'revoked',
      grant: { state: 'revoked' },
      endedReason: 'The agent Fickle was revoked.',
    });
  });

  test('whether somebody has steered the investigation since who signed', async () => {
    const both = await makePerson('Bo', [...role('commander'), ...role('approver')]);
    const action = await sign(await proposed(), 'approve', both);
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const grant = items.find(({ actionId }) => actionId === action.id)!;
    const steer = { id: action.investigationId, control: 'steer' as const, instruction: 'Go on.' };
    await giveControl(as(both), steer);
    await expect(redeem(grant)).rejects.toEqual(refusal('not-eligible'));
  });

  test('whether another execution runs on the same target', async () => {
    const { target } = rollback();
    const first = await approved(rollback({ target }));
    const second = await approved(rollback({ target }));
    const { executionId } = await redeem(first.grant);
    await expect(redeem(second.grant)).rejects.toMatchObject({
      slug: 'target-busy',
      extra: { executionId },
    });
    expect((await lookAt(second.action.id)).refusals).toMatchObject([{ slug: 'target-busy' }]);
  });

  test('whether the target is what the action assumed, naming what is not', async () => {
    const expects = { release: '1.4.2', replicas: 3, isCanary: false };
    const { action, grant } = await approved(rollback({ expects }));
    await expect(redeem(grant)).rejects.toMatchObject({
      slug: 'precondition-failed',
      extra: { keys: ['isCanary', 'release', 'replicas'] },
    });
    const observed = { ...expects, replicas: '3' };
    await expect(redeem(grant, executor, { observed })).rejects.toMatchObject({
      extra: { keys: ['replicas'] },
    });
    expect((await lookAt(action.id)).refusals).toHaveLength(2);
    await redeem(grant, executor, { observed: { ...expects, more: true } });
  });

  test('whether policy asks for more than was given', async () => {
    const { grant } = await approved();
    await adoptTerms({ approvals: 2 });
    await expect(redeem(grant)).rejects.toEqual(refusal('not-eligible'));
    await adoptTerms({ approvals: 1 });
    await redeem(grant);
  });
});

test('the log folds to exactly these grants', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
