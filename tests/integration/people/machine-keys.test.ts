import { describe, expect, test } from 'vitest';
import { ANYONE } from '@/lib/access/actor';
import { currentActor } from '@/lib/access/server/current-actor';
import { findMachine } from '@/lib/access/server/find-machine';
import { createAgentKey, revokeAgentKey } from '@/lib/agents/server/agent-keys';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { type Limit, addressOf, countCall, identityOf, uncountCall } from '@/lib/http/rate-limit';
import { as, makeAgent, makeExecutor, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const refusal = (slug: string) => expect.objectContaining({ slug });
const withKey = (key: string, more: Record<string, string> = {}): Request =>
  new Request('http://localhost/x', { headers: { authorization: `Bearer ${key}`, ...more } });
const keyOf = async (agentId: string) => createAgentKey(as(admin), { agentId });

describe('a machine’s key', () => {
  test('is its agent, with scope, owner and no ancestors', async () => {
    const { id } = await makeAgent('Sherlock', admin.id);
    const { key } = await keyOf(id);
    expect(await currentActor(withKey(key))).toMatchObject({
      type: 'agent',
      id,
      name: 'Sherlock',
      ownerId: admin.id,
      scope: WIDE,
      lineage: [],
    });
    const executor = await makeExecutor('Deployer', admin.id);
    const { key: second } = await keyOf(executor.id);
    expect(await findMachine(second)).toMatchObject({ type: 'executor', id: executor.id });
  });

  test('that is unknown, malformed or of another scheme is refused, even beside a cookie', async () => {
    for (const key of [
      'csk_x',
      'nonsense',
      `csk_${'a'.repeat(43)}`,
      'csk_\u00e9',
      "csk_' OR 1=1",
    ]) {
      await expect(currentActor(withKey(key, { cookie: 'a=b' }))).rejects.toEqual(
        refusal('unauthenticated'),
      );
    }
    const basic = new Request('http://localhost', { headers: { authorization: 'Basic eDp5' } });
    await expect(currentActor(basic)).rejects.toEqual(refusal('unauthenticated'));
    expect(await currentActor(new Request('http://localhost'))).toBeNull();
  });

  test('is over when it is revoked, and when its agent is suspended or expired', async () => {
    const { id } = await makeAgent('Watson', admin.id);
    const first = await keyOf(id);
    const second = await keyOf(id);
    const keyId = (await findMachine(first.key)).keyId;
    await revokeAgentKey(as(admin), { agentId: id, keyId });
    await expect(findMachine(first.key)).rejects.toEqual(refusal('unauthenticated'));
    expect((await findMachine(second.key)).id).toBe(id);
    await changeStanding(as(admin), { agentId: id, change: 'suspend', reason: 'Strange.' });
    await expect(findMachine(second.key)).rejects.toThrow('The agent of this key is suspended.');
    await changeStanding(as(admin), { agentId: id, change: 'resume', reason: 'Fine.' });
    await db().agent.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(findMachine(second.key)).rejects.toThrow('has expired');
  });

  test('of a sub-agent names its ancestors, nearest first, and ends with any of them', async () => {
    const [top, middle, leaf] = await Promise.all(
      ['top', 'middle', 'leaf'].map((name) => makeAgent(name, admin.id)),
    );
    if (!top || !middle || !leaf) throw new Error('Three were made.');
    await db().agent.update({ where: { id: middle.id }, data: { parentId: top.id } });
    await db().agent.update({ where: { id: leaf.id }, data: { parentId: middle.id } });
    const { key } = await keyOf(leaf.id);
    expect(await findMachine(key)).toMatchObject({ lineage: [middle.id, top.id] });
    await db().agent.update({ where: { id: top.id }, data: { status: 'revoked' } });
    await expect(findMachine(key)).rejects.toEqual(refusal('unauthenticated'));
  });
});

describe('the shared limits', () => {
  test('let a hundred writes at once pass, and say when to come back past their number', async () => {
    const flood = (limit: Limit, who: string, calls: number) =>
      Promise.allSettled(Array.from({ length: calls }, () => countCall(limit, who)));
    const burst = await flood('write', 'agent:a', 100);
    expect(burst.every(({ status }) => status === 'fulfilled')).toBe(true);
    const many = await flood('sign-in-address', '10.0.0.1', 65);
    expect(many.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    await expect(countCall('sign-in-address', '10.0.0.1')).rejects.toMatchObject({
      slug: 'rate-limited',
      retryAfterS: expect.toSatisfy((s: number) => s >= 1 && s <= 60),
    });
    await countCall('sign-in-address', '10.0.0.2');
  });

  test('count what fails: a call taken back leaves room for another', async () => {
    for (let i = 0; i < 30; i++) {
      await countCall('sign-in-email', 'good@x');
      await uncountCall('sign-in-email', 'good@x');
    }
    for (let i = 0; i < 10; i++) await countCall('sign-in-email', 'bad@x');
    await expect(countCall('sign-in-email', 'bad@x')).rejects.toEqual(refusal('rate-limited'));
  });

  test('know the public by address, the last that a proxy named', () => {
    const from = (forwarded: string): Request =>
      new Request('http://localhost', { headers: { 'x-forwarded-for': forwarded } });
    expect(addressOf(from('6.6.6.6, 10.0.0.1'))).toBe('10.0.0.1');
    expect(identityOf(ANYONE, from('10.0.0.1'))).toBe('address:10.0.0.1');
    expect(identityOf(admin, from('10.0.0.1'))).toBe(`person:${admin.id}`);
  });
});
