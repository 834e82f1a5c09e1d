import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionContents } from '@/lib/actions/schema';
import { allowedCommand } from '@/lib/drill/executor/allow-list';
import { GrantRefused, grantVerifier, signedContents } from '@/lib/drill/executor/verify-grant';
import { siteAt } from '@/lib/drill/site/layout';

const site = siteAt('/nowhere');
const contents: ActionContents = {
  kind: 'rollback',
  title: 'Roll back checkout in production to r41',
  target: { service: 'checkout', environment: 'production', resource: 'release' },
  command: {
    argv: ['shop-deploy', 'rollback', 'checkout', '--to', 'r41', '--environment', 'production'],
  },
  rationale: 'because',
  hypothesisId: 'h1',
  evidenceIds: ['e1'],
  blastRadius: { services: ['checkout'], dataLoss: 'none' },
  reversibility: 'reversible',
  rollback: { text: 'the other way' },
  expectedEffect: 'better',
  id: 'act_1',
  incidentId: 'inc_1',
  investigationId: 'inv_1',
  version: 1,
  proposerId: 'agt_1',
  executorId: 'agt_2',
  risk: 'low',
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: false, stepUp: false },
  policy: { id: 'pol_1', version: 1 },
  hypothesisStatement: 'r42 is bad',
  evidenceDigests: { e1: 'ab' },
  catalogue: {
    reversibility: 'reversible',
    services: ['checkout'],
    trafficPercent: 10,
    reasons: [],
  },
};
const digestOf = (value: unknown) =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

describe('what the executor runs', () => {
  const withArgv = (...argv: string[]) => allowedCommand(site, { ...contents, command: { argv } });

  it('is the signed argv, handed to the deployer as it stands and to no shell', () => {
    const allowed = allowedCommand(site, contents);
    expect(allowed).toMatchObject({ file: process.execPath });
    expect(typeof allowed === 'string' ? [] : allowed.args.slice(-6)).toEqual([
      'rollback',
      'checkout',
      '--to',
      'r41',
      '--environment',
      'production',
    ]);
  });

  it.each([
    [['bash', '-c', 'true']],
    [['/bin/shop-deploy', 'rollback', 'checkout', '--to', 'r41', '--environment', 'production']],
    [['shop-deploy', 'status']],
    [['shop-deploy', 'rollback', 'payments', '--to', 'r17', '--environment', 'production']],
    [['shop-deploy', 'rollback', 'checkout', '--to', 'r41']],
    [['shop-deploy', 'rollback', 'checkout', 'payments', '--environment', 'production']],
    [['shop-deploy', 'rollback', 'checkout', '--home', '/', '--environment', 'production']],
    [['shop-deploy', 'rollback', 'checkout; reboot', '--environment', 'production']],
  ])('is never %j', (argv) => {
    expect(typeof withArgv(...argv)).toBe('string');
  });

  it('is nothing but commands by argv', () => {
    const command = { patch: { format: 'yaml', text: 'a: 1' } };
    expect(typeof allowedCommand(site, { ...contents, command })).toBe('string');
  });
});

describe('what was signed', () => {
  it('is found again in the action that was handed over, whatever stands around it', () => {
    const signed = { ...contents, verification: 'by a test' };
    const shown = {
      ...contents,
      verificationPlan: 'by a test',
      verification: { status: 'recovered' },
      state: 'redeemed',
      rollbackOf: null,
      incident: null,
    };
    expect(signedContents(shown, digestOf(signed))).toEqual(signed);
    const without = { ...shown, verificationPlan: null, verification: null };
    expect(signedContents(without, digestOf(contents))).toEqual(contents);
  });

  it('is refused when any of it differs', () => {
    const moved = { ...contents, command: { argv: ['shop-deploy', 'release'] } };
    expect(() => signedContents(moved, digestOf(contents))).toThrow(GrantRefused);
    expect(() => signedContents({}, digestOf(contents))).toThrow(GrantRefused);
  });
});

describe('a grant', () => {
  const digest = digestOf(contents);
  const grant = { id: 'grt_1', actionId: 'act_1', version: 1, digest, expiresAt: '' };
  let url = '';
  let privateKey: CryptoKey;
  const server = createServer();
  beforeAll(async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    privateKey = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' };
    server.on('request', (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  interface Odd {
    audience?: string;
    issuer?: string;
    expiresS?: number;
    key?: CryptoKey;
    typ?: string;
    subject?: string;
  }
  const token = (odd: Odd = {}) =>
    new SignJWT({ version: 1, digest })
      .setProtectedHeader({ alg: 'EdDSA', typ: odd.typ ?? 'grant+jwt', kid: 'k1' })
      .setIssuer(odd.issuer ?? url)
      .setAudience(odd.audience ?? 'agt_2')
      .setSubject(odd.subject ?? 'act_1')
      .setJti('j1')
      .setExpirationTime(Math.floor(Date.now() / 1000) + (odd.expiresS ?? 60))
      .sign(odd.key ?? privateKey);

  it('is taken when the server signed it for this executor and it has time left', async () => {
    const claims = await grantVerifier(url, 'agt_2')({ ...grant, token: await token() });
    expect(claims).toMatchObject({ sub: 'act_1', version: 1, digest });
  });

  it.each<[string, Odd]>([
    ['another executor', { audience: 'agt_3' }],
    ['another server', { issuer: 'http://elsewhere' }],
    ['a time that is over', { expiresS: -60 }],
    ['another action', { subject: 'act_9' }],
    ['another use', { typ: 'JWT' }],
  ])('is refused when it is for %s', async (_name, odd) => {
    const given = { ...grant, token: await token(odd) };
    await expect(grantVerifier(url, 'agt_2')(given)).rejects.toThrow(GrantRefused);
  });

  it('is refused when somebody else signed it', async () => {
    const { privateKey: key } = await generateKeyPair('EdDSA');
    const given = { ...grant, token: await token({ key }) };
    await expect(grantVerifier(url, 'agt_2')(given)).rejects.toThrow(GrantRefused);
  });
});
