import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { inServer } from '@/lib/db/in-server';
import { asPerson, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { rollback } from '../support/investigation';
import { newMachine } from './machines';
import { type Granted, grantAction } from './signed-action';

const { as, server, database, executor } = await contractServer();
const { url } = server;

const redeem = (call: typeof as.executor, { token, digest }: Granted) =>
  call('POST', '/grants/redeem', { token, digest });

const flip = (text: string) => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);

describe('a grant', () => {
  const granted = grantAction(as);

  const forgeries: [string, (grant: Granted) => Promise<string> | string][] = [
    ['that is no token', () => 'csk_not-a-token'],
    ['of three empty parts', () => '..'],
    ['cut short', ({ token }) => token.slice(0, -10)],
    ['with another signature', ({ token }) => `${token.slice(0, -86)}${flip(token.slice(-86))}`],
    [
      'whose claims were changed',
      ({ token }) => {
        const [header, , signature] = token.split('.');
        const claims = { ...decodeJwt(token), exp: 4_000_000_000 };
        return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
      },
    ],
    ['that says it needs no signature', ({ token }) => new UnsecuredJWT(decodeJwt(token)).encode()],
    [
      'signed with the public key as if it were a shared secret',
      async ({ token }) => {
        const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as {
          keys: { x: string; kid: string }[];
        };
        const [known] = keys;
        if (!known) throw new Error('There is a key.');
        const { kid, typ } = decodeProtectedHeader(token);
        return new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'HS256', ...(kid ? { kid } : {}), ...(typ ? { typ } : {}) })
          .sign(Buffer.from(known.x, 'base64url'));
      },
    ],
    [
      'signed by another key under the name of ours',
      ({ token }) => {
        const { kid, typ } = decodeProtectedHeader(token);
        return new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'EdDSA', ...(kid ? { kid } : {}), ...(typ ? { typ } : {}) })
          .sign(generateKeyPairSync('ed25519').privateKey);
      },
    ],
    [
      'that brings the key it is signed by',
      ({ token }) => {
        const { privateKey } = generateKeyPairSync('ed25519');
        const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
        return new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'EdDSA', typ: 'grant+jwt', jwk: { ...jwk, kty: 'OKP' } })
          .sign(privateKey);
      },
    ],
  ];

  test.each(forgeries)('%s is refused, and nothing is recorded', async (_name, forge) => {
    const grant = await granted;
    const before = await eventCount();
    const token = await forge(grant);
    const problem = expectProblem(await redeem(as.executor, { ...grant, token }), 400, 'invalid');
    expect(problem.errors).toMatchObject([{ path: 'token' }]);
    expect(await eventCount()).toBe(before);
  });

  test('opens nothing for another executor, an agent or a person', async () => {
    const grant = await granted;
    const other = await newMachine(url, as.admin, 'executor');
    expectProblem(await redeem(other.call, grant), 403, 'forbidden');
    for (const call of [as.agent, as.approver, as.admin]) {
      expectProblem(await redeem(call, grant), 403, 'forbidden');
    }
    expectProblem(await redeem(as.nobody, grant), 401, 'unauthenticated');
    expect((await other.call('GET', '/grants')).body).toMatchObject({ items: [] });
  });

  test('is redeemed under its own digest, and once, however many come at once', async () => {
    const grant = await granted;
    const stale = { ...grant, digest: grant.digest.replace(/^./, (c) => (c === '0' ? '1' : '0')) };
    expectProblem(await redeem(as.executor, stale), 409, 'digest-mismatch');
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(as.executor, grant)));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const lost of answers.filter((answer) => answer !== won[0])) {
      expectProblem(lost, 409, 'already-redeemed');
    }
    expect((await as.executor('GET', '/grants')).body).toMatchObject({ items: [] });
  });

  test('is void once its action was changed, stopped, or its time is over', async () => {
    const changed = await grantAction(as);
    const amended = await as.agent('PUT', `/actions/${changed.id}`, rollback({ title: 'To r40' }));
    expect(amended.body).toMatchObject({ version: 2, state: 'pending_approval' });
    expectProblem(await redeem(as.executor, changed), 409, 'superseded');

    const stopped = await grantAction(as);
    const path = `/investigations/${stopped.investigationId}/controls`;
    expect((await as.commander('POST', path, { control: 'stop', reason: 'x' })).status).toBe(200);
    expectProblem(await redeem(as.executor, stopped), 409, 'revoked');

    const late = await grantAction(as);
    await inServer(database.adminUrl, (admin) =>
      admin.query(`UPDATE "grant" SET "expiresAt" = now() WHERE "id" = $1`, [late.grantId]),
    );
    expectProblem(await redeem(as.executor, late), 409, 'expired');
    expect(await db().event.count({ where: { kind: 'grant.redeemed' } })).toBe(1);
  });
});

describe('who cannot be told is refused, whatever else they bring', () => {
  test('a key that was revoked, is unknown or is no key', async () => {
    const machine = await newMachine(url, as.admin, 'agent');
    expect((await machine.call('GET', '/incidents')).status).toBe(200);
    const ended = await as.admin('DELETE', `/agents/${machine.id}/keys/${machine.keyId}`);
    expect(ended.status).toBe(204);
    expectProblem(await machine.call('GET', '/incidents'), 401, 'unauthenticated');
    for (const given of [
      `Bearer csk_${'A'.repeat(43)}`,
      'Bearer',
      'Bearer ',
      'Bearer a b',
      `Basic ${Buffer.from('a:b').toString('base64')}`,
      machine.key,
      `Bearer ${machine.key},Bearer ${machine.key}`,
      `Bearer ${'x'.repeat(5000)}`,
      '',
    ]) {
      const answer = await as.nobody('GET', '/incidents', undefined, { Authorization: given });
      expectProblem(answer, 401, 'unauthenticated');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      // Nor does a good cookie make up for it.
      const both = await as.commander('GET', '/incidents', undefined, { Authorization: given });
      expectProblem(both, 401, 'unauthenticated');
    }
  });

  test('a suspended agent, until it is resumed; a revoked one, for good', async () => {
    const { id, call } = await newMachine(url, as.admin, 'agent');
    const change = (name: string) => as.commander('POST', `/agents/${id}/${name}`, { reason: 'x' });
    expect((await change('suspend')).body).toMatchObject({ status: 'suspended' });
    const barred = await call('GET', '/incidents');
    expect([401, 403]).toContain(barred.status);
    expect((await change('resume')).body).toMatchObject({ status: 'active' });
    expect((await call('GET', '/incidents')).status).toBe(200);
    expect((await change('revoke')).body).toMatchObject({ status: 'revoked' });
    expectProblem(await call('GET', '/incidents'), 401, 'unauthenticated');
    expectProblem(await change('resume'), 409, 'revoked');
  });

  test('no cookie, and cookies that are not ours', async () => {
    expectProblem(await as.nobody('GET', '/incidents'), 401, 'unauthenticated');
    const none =
      'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';
    for (const cookie of ['', 'x', 'next-auth.session-token=', `next-auth.session-token=${none}`]) {
      const stranger = asPerson(url, cookie);
      expectProblem(await stranger('GET', '/incidents'), 401, 'unauthenticated');
      expectProblem(await stranger('POST', '/incidents', {}), 401, 'unauthenticated');
    }
  });

  test('a page that is not ours, even with a good cookie', async () => {
    const open = (headers: Record<string, string>) =>
      as.commander('POST', '/incidents', {}, headers);
    for (const Origin of [
      'null',
      'https://evil.example',
      `${url}.evil.example`,
      url.replace('http:', 'https:'),
      url.replace(/\d+$/, '1'),
      `${url}@evil.example`,
    ]) {
      expectProblem(await open({ Origin }), 403, 'bad-origin');
      const read = await as.commander('GET', '/incidents', undefined, { Origin });
      expect(read.status).toBe(200);
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
    }
    expectProblem(await open({ Origin: url }), 400, 'invalid');
    const deed = await as.agent('POST', '/incidents', {}, { Origin: 'https://evil.example' });
    expectProblem(deed, 400, 'invalid');
  });

  test('a machine’s key, which is shown to nobody a second time', async () => {
    const shown = await as.admin('GET', `/agents/${executor.id}`);
    expect(JSON.stringify(shown.body)).not.toMatch(/csk_|keyHash/);
  });
});
