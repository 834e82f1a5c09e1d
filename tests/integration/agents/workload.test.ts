import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { currentActor } from '@/lib/access/server/current-actor';
import { isAdmitted } from '@/lib/access/server/is-admitted';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { addIdentity, removeIdentity } from '@/lib/agents/server/identities';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { readStream } from '@/lib/log/read';
import { as, makeAgent, makeExecutor, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { startKeyIssuer, startOpenIdProvider } from '../../support/workload-issuers';

const AUDIENCE = 'https://countersign.example';
const provider = await startOpenIdProvider({
  id: 'investigator',
  secret: 'a secret of the client',
});
const cluster = await startKeyIssuer();
const spire = await startKeyIssuer({ discovery: false });
const lost = await startKeyIssuer();
process.env.WORKLOAD_ISSUERS = JSON.stringify([
  { issuer: provider.issuer, audiences: [AUDIENCE] },
  { issuer: cluster.issuer, audiences: [AUDIENCE, 'countersign'], algorithms: ['ES256'] },
  { issuer: spire.issuer, jwksUri: spire.jwksUri, audiences: ['countersign'] },
  { issuer: lost.issuer, audiences: [AUDIENCE] },
]);
await testDatabase();
afterAll(() => Promise.all([provider, cluster, spire].map((each) => each.stop())));
afterEach(() => void vi.useRealTimers());

const admin = await makePerson('Ada', role('admin'));
const observer = await makePerson('Obi', role('observer'));
const bearing = (token: string) =>
  currentActor(new Request('http://x', { headers: { authorization: `Bearer ${token}` } }));
const refused = (why: RegExp) => ({
  slug: 'unauthenticated',
  status: 401,
  message: expect.stringMatching(why),
});

const POD = 'system:serviceaccount:agents:investigator';
const nowS = () => Math.floor(Date.now() / 1000);

async function mapped(issuer: string, subject: string, audience = AUDIENCE) {
  const agent = await makeAgent('Scout', admin.id);
  const identity = await addIdentity(as(admin), { agentId: agent.id, issuer, subject, audience });
  return { agent, identity };
}

describe('a workload’s token', () => {
  test('of an OpenID provider stands for the agent that its subject is mapped to', async () => {
    const { agent, identity } = await mapped(provider.issuer, 'investigator');
    const actor = await bearing(await provider.token(AUDIENCE));
    expect(actor).toMatchObject({ type: 'agent', id: agent.id, keyId: identity.id, lineage: [] });
    expect(Date.parse(Reflect.get(Object(actor), 'tokenExpiresAt'))).toBeGreaterThan(Date.now());
    await expect(bearing(await provider.token('https://elsewhere.example'))).rejects.toMatchObject(
      refused(/claims/),
    );
  });

  test('of a Kubernetes service account does, and a JWT-SVID without times of its own', async () => {
    const pod = await mapped(cluster.issuer, POD, 'countersign');
    const token = await cluster.token({ sub: POD, aud: ['countersign'], nbf: nowS() });
    expect(await bearing(token)).toMatchObject({ id: pod.agent.id });
    const subject = 'spiffe://example.org/agents/investigator';
    const svid = await mapped(spire.issuer, subject, 'countersign');
    const claims = { sub: subject, aud: 'countersign', iat: undefined };
    expect(await bearing(await spire.token(claims, { typ: 'JOSE' }))).toMatchObject({
      id: svid.agent.id,
    });
    const executor = await makeExecutor('Hands', admin.id);
    const hands = { issuer: cluster.issuer, subject: 'hands', audience: AUDIENCE };
    await addIdentity(as(admin), { agentId: executor.id, ...hands });
    expect(await bearing(await cluster.token({ sub: 'hands', aud: AUDIENCE }))).toMatchObject({
      type: 'executor',
      id: executor.id,
    });
  });

  test('is refused when it is expired, too early, too long, of another kind or for others', async () => {
    await mapped(cluster.issuer, 'late');
    const claims = { sub: 'late', aud: AUDIENCE };
    expect(await bearing(await cluster.token({ ...claims, exp: nowS() - 30 }))).not.toBeNull();
    const cases: [object, object, RegExp][] = [
      [{ exp: nowS() - 120 }, {}, /expired/],
      [{ exp: undefined }, {}, /claims/],
      [{ nbf: nowS() + 600 }, {}, /claims/],
      [{ iat: nowS() + 600, exp: nowS() + 900 }, {}, /future/],
      [{ exp: nowS() + 7 * 86_400 }, {}, /more than 24 hours/],
      [{ aud: 'https://elsewhere.example' }, {}, /claims/],
      [{ aud: undefined }, {}, /claims/],
      [{ aud: 'countersign' }, {}, /stands for no agent/],
      [{ sub: 'nobody' }, {}, /stands for no agent/],
      [{ iss: 'https://nobody.example' }, {}, /issuer is not known/],
      [{}, { typ: 'logout+jwt' }, /another kind/],
      [{}, { kid: 'k99' }, /keys signed it/],
    ];
    for (const [claim, header, why] of cases) {
      const token = await cluster.token({ ...claims, ...claim }, header);
      await expect(bearing(token), JSON.stringify(claim)).rejects.toMatchObject(refused(why));
    }
  });

  test('that is forged is refused: another key, none, or the issuer’s public one as a secret', async () => {
    await mapped(cluster.issuer, 'forged');
    const claims = { iss: cluster.issuer, sub: 'forged', aud: AUDIENCE };
    const times = { iat: nowS(), exp: nowS() + 600 };
    const { privateKey } = await generateKeyPair('ES256');
    const other = await new SignJWT({ ...claims, ...times })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .sign(privateKey);
    await expect(bearing(other)).rejects.toMatchObject(refused(/signature/));
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = part({ ...claims, ...times });
    const none = `${part({ alg: 'none' })}.${body}.`;
    await expect(bearing(none)).rejects.toMatchObject(refused(/kind that its issuer/));
    const head = part({ alg: 'HS256', kid: 'k1' });
    const published = await (await fetch(cluster.jwksUri)).text();
    const mac = createHmac('sha256', published).update(`${head}.${body}`).digest('base64url');
    await expect(bearing(`${head}.${body}.${mac}`)).rejects.toMatchObject(refused(/kind that/));
    const good = await cluster.token({ sub: 'forged', aud: AUDIENCE });
    const [header, , signature] = good.split('.');
    const swapped = `${header}.${part({ ...claims, ...times, sub: POD })}.${signature}`;
    await expect(bearing(swapped)).rejects.toMatchObject({ slug: 'unauthenticated' });
    for (const broken of ['a.b.c', 'a.b.', `${good}x`]) {
      await expect(bearing(broken)).rejects.toMatchObject({ slug: 'unauthenticated' });
    }
  });

  test('whose audiences stand for two agents is nobody’s', async () => {
    await mapped(cluster.issuer, 'twofold', AUDIENCE);
    await mapped(cluster.issuer, 'twofold', 'countersign');
    const both = await cluster.token({ sub: 'twofold', aud: [AUDIENCE, 'countersign'] });
    await expect(bearing(both)).rejects.toMatchObject(refused(/several agents/));
  });
});

describe('the keys of an issuer', () => {
  test('are asked for once, and again when it signs with another', async () => {
    await mapped(cluster.issuer, 'rotating');
    const claims = { sub: 'rotating', aud: AUDIENCE };
    await bearing(await cluster.token(claims));
    const before = cluster.asked();
    const old = await cluster.token(claims);
    for (let i = 0; i < 10; i++) await bearing(await cluster.token(claims));
    expect(cluster.asked()).toBe(before);
    await cluster.rotate();
    const fresh = await cluster.token(claims);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    expect(await bearing(fresh)).not.toBeNull();
    await expect(bearing(old)).rejects.toMatchObject(refused(/keys signed it/));
    expect(cluster.asked()).toBe(before + 1);
  });

  test('that cannot be had make it a matter of trying again, and admit nobody', async () => {
    const { agent } = await mapped(lost.issuer, 'far');
    const token = await lost.token({ sub: 'far', aud: AUDIENCE });
    await lost.stop();
    for (let i = 0; i < 2; i++) {
      await expect(bearing(token)).rejects.toMatchObject({
        slug: 'issuer-unreachable',
        status: 503,
      });
    }
    await lost.comeBack();
    expect(await bearing(token)).toMatchObject({ id: agent.id });
    // Known keys go on holding while the issuer is away; unknown ones open nothing.
    await lost.stop();
    expect(await bearing(token)).toMatchObject({ id: agent.id });
    await lost.rotate();
    const later = await lost.token({ sub: 'far', aud: AUDIENCE });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    await expect(bearing(later)).rejects.toMatchObject({ status: 503 });
  });
});

describe('a workload identity', () => {
  test('is given by an admin, for a configured issuer and audience, to one agent', async () => {
    const agent = await makeAgent('Scout', admin.id);
    const fit = { agentId: agent.id, issuer: cluster.issuer, subject: 'one', audience: AUDIENCE };
    await expect(addIdentity(as(observer), fit)).rejects.toMatchObject({ slug: 'forbidden' });
    for (const wrong of [{ issuer: 'https://nobody.example' }, { audience: 'nobody' }]) {
      const [path] = Object.keys(wrong);
      await expect(addIdentity(as(admin), { ...fit, ...wrong })).rejects.toMatchObject({
        slug: 'unknown-reference',
        errors: [{ path }],
      });
    }
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => addIdentity(as(admin), fit)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const other = await makeAgent('Other', admin.id);
    await expect(addIdentity(as(admin), { ...fit, agentId: other.id })).rejects.toMatchObject({
      slug: 'identity-taken',
    });
  });

  test('ends what came in by it when it is taken away, or its agent is suspended', async () => {
    const { agent, identity } = await mapped(cluster.issuer, 'ending');
    const token = await cluster.token({ sub: 'ending', aud: AUDIENCE });
    const actor = await bearing(token);
    if (!actor) throw new Error('The token was good.');
    expect(await isAdmitted(actor)).toBe(true);
    const standing = { agentId: agent.id, reason: 'Check.' };
    await changeStanding(as(admin), { ...standing, change: 'suspend' });
    expect(await isAdmitted(actor)).toBe(false);
    await changeStanding(as(admin), { ...standing, change: 'resume' });
    expect(await isAdmitted(actor)).toBe(true);
    const removal = { agentId: agent.id, identityId: identity.id };
    await removeIdentity(as(admin), removal);
    await removeIdentity(as(admin), removal);
    expect(await isAdmitted(actor)).toBe(false);
    await expect(bearing(token)).rejects.toMatchObject(refused(/stands for no agent/));
    const kinds = (await readStream(agent.id, 0, 50)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('agent.identity'))).toEqual([
      'agent.identity_added',
      'agent.identity_removed',
    ]);
    const elsewhere = await makeAgent('Other', admin.id);
    await expect(
      removeIdentity(as(admin), { ...removal, agentId: elsewhere.id }),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  test('ends what came in by it when the token itself does', async () => {
    await mapped(cluster.issuer, 'short');
    // Inside the minute that an issuer's clock may be off, so it lets in and holds nobody.
    const over = { sub: 'short', aud: AUDIENCE, exp: nowS() - 1 };
    const actor = await bearing(await cluster.token(over));
    if (!actor) throw new Error('The token was good.');
    expect(await isAdmitted(actor)).toBe(false);
    const held = await bearing(await cluster.token({ sub: 'short', aud: AUDIENCE }));
    if (!held) throw new Error('The token was good.');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });
    expect(await isAdmitted(held)).toBe(true);
  });
});

test('the log folds to exactly these agents and identities', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
