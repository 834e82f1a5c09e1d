import { describe, expect, test } from 'vitest';
import { findMachine } from '@/lib/access/server/find-machine';
import { createAgentKey, revokeAgentKey, rotateAgentKey } from '@/lib/agents/server/agent-keys';
import { createAgent } from '@/lib/agents/server/create-agent';
import { getAgent } from '@/lib/agents/server/list-agents';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const daysLeft = (instant: string) => Math.round((Date.parse(instant) - Date.now()) / DAY_MS);

const newAgent = async (expiresAt = inDays(200)) => {
  const input = { name: 'Scout', kind: 'agent' as const, ownerId: admin.id, purpose: 'x' };
  return (await createAgent(as(admin), { ...input, scope: WIDE, expiresAt })).id;
};
const OVER = { slug: 'unauthenticated', status: 401 };

describe('a key', () => {
  test('ends after ninety days unless said, within a year, and never after its agent', async () => {
    const agentId = await newAgent();
    const make = (expiresAt?: string) => createAgentKey(as(admin), { agentId, expiresAt });
    expect(daysLeft((await make()).expiresAt)).toBe(90);
    expect(daysLeft((await make(inDays(300))).expiresAt)).toBe(200);
    await expect(make(inDays(400))).rejects.toMatchObject({ slug: 'invalid' });
    await expect(make(inDays(-1))).rejects.toMatchObject({ slug: 'invalid' });
  });

  test('that has ended opens nothing, by the database’s clock', async () => {
    const agentId = await newAgent();
    const { id, key } = await createAgentKey(as(admin), { agentId });
    expect((await findMachine(key)).id).toBe(agentId);
    const where = { where: { id } };
    await db().agentKey.update({ ...where, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(findMachine(key)).rejects.toMatchObject(OVER);
  });

  test('says when it was last used, to the minute, and that is no event', async () => {
    const agentId = await newAgent();
    const { id, key } = await createAgentKey(as(admin), { agentId });
    const lastUsed = async () =>
      (await getAgent(as(admin), { agentId })).keys.find((each) => each.id === id)?.lastUsedAt;
    const events = await db().event.count();
    expect(await lastUsed()).toBeNull();
    await Promise.all(Array.from({ length: 20 }, () => findMachine(key)));
    const first = await lastUsed();
    expect(Math.abs(Date.parse(first ?? '') - Date.now())).toBeLessThan(60_000);
    await findMachine(key);
    expect(await lastUsed()).toBe(first);
    const earlier = new Date(Date.now() - 61_000);
    await db().agentKey.update({ where: { id }, data: { lastUsedAt: earlier } });
    await findMachine(key);
    expect(Date.parse((await lastUsed()) ?? '')).toBeGreaterThan(earlier.getTime() + 60_000);
    expect(await db().event.count()).toBe(events);
  });
});

describe('rotating a key', () => {
  test('makes another at once, and the old one holds for the overlap', async () => {
    const agentId = await newAgent();
    const old = await createAgentKey(as(admin), { agentId });
    const rotation = { agentId, keyId: old.id, overlapS: 86_400 };
    const fresh = await rotateAgentKey(as(admin), rotation);
    expect((await findMachine(old.key)).keyId).toBe(old.id);
    expect((await findMachine(fresh.key)).keyId).toBe(fresh.id);
    const { keys } = await getAgent(as(admin), { agentId });
    const [first] = keys;
    expect(first).toMatchObject({ id: old.id, replacedBy: fresh.id, revokedAt: null });
    expect(daysLeft(first?.expiresAt ?? '')).toBe(1);
    await expect(rotateAgentKey(as(admin), rotation)).rejects.toMatchObject({
      slug: 'already-rotated',
    });
    await revokeAgentKey(as(admin), { agentId, keyId: old.id });
    await expect(findMachine(old.key)).rejects.toMatchObject(OVER);
    expect((await findMachine(fresh.key)).keyId).toBe(fresh.id);
  });

  test('without an overlap ends the old one at once, and what has ended is not rotated', async () => {
    const agentId = await newAgent();
    const old = await createAgentKey(as(admin), { agentId });
    const rotation = { agentId, keyId: old.id, overlapS: 0 };
    await rotateAgentKey(as(admin), rotation);
    await expect(findMachine(old.key)).rejects.toMatchObject(OVER);
    await expect(rotateAgentKey(as(admin), rotation)).rejects.toMatchObject({ slug: 'key-ended' });
    const nowhere = { ...rotation, keyId: 'key_nowhere' };
    await expect(rotateAgentKey(as(admin), nowhere)).rejects.toMatchObject({ slug: 'not-found' });
    const observer = await makePerson('Obi', role('observer'));
    await expect(rotateAgentKey(as(observer), rotation)).rejects.toMatchObject({
      slug: 'forbidden',
    });
  });

  test('never gives the old one longer than it had', async () => {
    const agentId = await newAgent();
    const soon = new Date(Date.now() + 60_000).toISOString();
    const old = await createAgentKey(as(admin), { agentId, expiresAt: soon });
    await rotateAgentKey(as(admin), { agentId, keyId: old.id, overlapS: 86_400 });
    const { keys } = await getAgent(as(admin), { agentId });
    expect(keys[0]?.expiresAt).toBe(soon);
  });
});

test('the log folds to exactly these agents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
