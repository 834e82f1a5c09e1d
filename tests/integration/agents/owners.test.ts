import { describe, expect, test } from 'vitest';
import { findMachine } from '@/lib/access/server/find-machine';
import { changeAgentInput, createAgentInput } from '@/lib/agents/schema';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { changeAgent } from '@/lib/agents/server/change-agent';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { createAgent } from '@/lib/agents/server/create-agent';
import { getAgent } from '@/lib/agents/server/list-agents';
import { listTrees } from '@/lib/agents/server/list-trees';
import { suspendOwnerless } from '@/lib/agents/server/ownerless';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { disablePerson, enablePerson } from '@/lib/people/server/disable-person';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { actorOf, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const commander = await makePerson('Cora', role('commander'));

async function owned(name: string) {
  const owner = await makePerson('Otto', role('observer'));
  const input = { name, kind: 'agent' as const, ownerId: owner.id, purpose: 'x', scope: WIDE };
  const { id } = await createAgent(as(admin), input);
  const { key } = await createAgentKey(as(admin), { agentId: id });
  return { owner, id, key };
}
const disable = (personId: string) => disablePerson(as(admin), { personId, reason: 'Left.' });
const show = (agentId: string) => getAgent(as(admin), { agentId });

describe('an agent whose owner was disabled', () => {
  test('is flagged at once, stands first in the registry, and goes on within the grace', async () => {
    const { owner, id, key } = await owned('Orphan');
    await owned('Kept');
    await disable(owner.id);
    const shown = await show(id);
    expect(shown).toMatchObject({ ownerStatus: 'disabled', status: 'active' });
    const days = (Date.parse(shown.ownerlessUntil ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(3, 2);
    const { items } = await listTrees(as(commander), { q: '', ended: false, limit: 50 });
    expect(items[0]).toMatchObject({ id, isFlagged: true });
    expect(items[1]).toMatchObject({ isFlagged: false });
    await sweep();
    expect((await findMachine(key)).id).toBe(id);
  });

  test('is suspended after it, with its branch, for a reason in words', async () => {
    const { owner, id, key } = await owned('Orphan');
    const child = await delegated(await actorOf(key));
    const { key: childKey } = await createAgentKey(as(admin), { agentId: child.id });
    await disable(owner.id);
    expect(await suspendOwnerless(0)).toBeGreaterThan(0);
    expect(await show(id)).toMatchObject({
      status: 'suspended',
      statusReason: expect.stringContaining('Otto, was disabled'),
    });
    const [last] = (await readStream(id, 0, 50)).slice(-1);
    expect(last?.actor).toEqual({ type: 'system', id: 'clock', name: 'Countersign' });
    for (const each of [key, childKey]) {
      await expect(findMachine(each)).rejects.toMatchObject({ slug: 'unauthenticated' });
    }
    expect(await suspendOwnerless(0)).toBe(0);
  });

  test('is not resumed before it has an owner, whom its sub-agents then have too', async () => {
    const { owner, id, key } = await owned('Orphan');
    const child = await delegated(await actorOf(key));
    await disable(owner.id);
    await suspendOwnerless(0);
    const resume = () =>
      changeStanding(as(commander), { agentId: id, change: 'resume', reason: 'Needed.' });
    await expect(resume()).rejects.toMatchObject({ slug: 'ownerless', status: 409 });
    const gone = { agentId: id, ownerId: owner.id };
    await expect(changeAgent(as(admin), gone)).rejects.toMatchObject({ slug: 'unknown-reference' });
    const own = { agentId: child.id, ownerId: commander.id };
    await expect(changeAgent(as(admin), own)).rejects.toMatchObject({ slug: 'sub-agent' });
    await expect(changeAgent(as(commander), { ...own, agentId: id })).rejects.toMatchObject({
      slug: 'forbidden',
    });
    const given = await changeAgent(as(admin), { ...own, agentId: id });
    expect(given).toMatchObject({ ownerName: 'Cora', ownerStatus: 'active', ownerlessUntil: null });
    expect((await show(child.id)).ownerId).toBe(commander.id);
    await resume();
    expect((await findMachine(key)).ownerId).toBe(commander.id);
  });

  test('is left alone where somebody took it over, or its owner came back, in time', async () => {
    const [taken, back] = [await owned('Taken'), await owned('Back')];
    for (const { owner } of [taken, back]) await disable(owner.id);
    await changeAgent(as(admin), { agentId: taken.id, ownerId: commander.id });
    // Nobody comes back who never joined with a password of their own.
    const credential = { personId: back.owner.id, passwordHash: 'x' };
    await db().credential.create({ data: credential });
    await enablePerson(as(admin), { personId: back.owner.id, reason: 'Back.' });
    await suspendOwnerless(0);
    for (const { id } of [taken, back]) expect((await show(id)).status).toBe('active');
  });
});

describe('what is said of an agent', () => {
  test('is changed by an admin, and nothing claims that its calls pass through us', async () => {
    const { id } = await owned('Scout');
    const change = { agentId: id, runtime: 'kubernetes', controlLevel: 'watched' as const };
    expect(await changeAgent(as(admin), change)).toMatchObject({
      runtime: 'kubernetes',
      controlLevel: 'watched',
      purpose: 'x',
    });
    const cleared = await changeAgent(as(admin), { agentId: id, runtime: null });
    expect(cleared).toMatchObject({ runtime: null, controlLevel: 'watched' });
    expect(changeAgentInput.safeParse({ controlLevel: 'enforced' }).success).toBe(false);
    expect(createAgentInput.shape.controlLevel.safeParse('enforced').success).toBe(false);
    expect(changeAgentInput.safeParse({}).success).toBe(false);
  });
});

describe('the registry', () => {
  test('is a list of trees, found by name, purpose or owner, page by page', async () => {
    const { id, key } = await owned('Needle_1');
    const child = await delegated(await actorOf(key), {}, { name: 'Thread' });
    await changeStanding(as(admin), { agentId: child.id, change: 'revoke', reason: 'Done.' });
    const live = await delegated(await actorOf(key), {}, { name: 'Thread' });
    const find = (q: string, ended = false) => listTrees(as(commander), { q, ended, limit: 50 });
    expect((await find('needle_1')).items).toMatchObject([
      { id, ended: 1, agents: [{ id }, { id: live.id }] },
    ]);
    expect((await find('thread', true)).items[0]?.agents).toHaveLength(3);
    expect((await find('needle%1')).items).toEqual([]);
    await changeStanding(as(admin), { agentId: id, change: 'revoke', reason: 'Done.' });
    expect((await find('needle_1')).items).toEqual([]);
    expect((await show(live.id)).heldBy).toEqual({ name: 'Needle_1', state: 'revoked' });
    const all = (await find('')).items.map((tree) => tree.id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < all.length; page++) {
      const place = cursor
        ? (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [boolean, string])
        : undefined;
      const query = { q: '', ended: false, limit: 1, cursor: place };
      const { items, nextCursor } = await listTrees(as(commander), query);
      seen.push(...items.map((tree) => tree.id));
      cursor = nextCursor;
    }
    expect([seen, cursor]).toEqual([all, null]);
  });
});

test('the log folds to exactly these agents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
