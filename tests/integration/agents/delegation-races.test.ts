import { describe, expect, test } from 'vitest';
import type { AgentActor } from '@/lib/access/actor';
import { MOST_CHILDREN, MOST_IN_TREE } from '@/lib/agents/rules';
import { changeAgent } from '@/lib/agents/server/change-agent';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { delegateAgent } from '@/lib/agents/server/delegate-agent';
import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { within } from '@/lib/access/scope';
import { as, asSystem, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { actorOf, agentWithKey, ASKED, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));

const ask = (parent: AgentActor) => delegateAgent(as(parent), { agentId: parent.id, ...ASKED });

/** Many children at once, as delegations would have left them. */
async function populate(parent: AgentActor, count: number): Promise<void> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const facts = { kind: 'agent', ownerId: parent.ownerId, purpose: 'x', runtime: null, expiresAt };
  const known = { ...facts, controlLevel: 'cooperative', parentId: parent.id };
  await write(asSystem(), async (tx) => {
    for (let i = 0; i < count; i++) {
      const payload = { ...known, name: `Child ${i}`, scope: { ...WIDE, maxDepth: 0 } };
      await tx.append(newId('agt'), [{ kind: 'agent.created', payload }]);
    }
  });
}

const slugs = (results: PromiseSettledResult<unknown>[]) =>
  results.map((each) =>
    each.status === 'fulfilled' ? 'made' : Reflect.get(Object(each.reason), 'slug'),
  );

describe('the number of sub-agents', () => {
  test('is bounded under one agent, however many ask at once', async () => {
    const parent = await agentWithKey('Parent');
    await populate(parent, MOST_CHILDREN - 2);
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => ask(parent)));
    expect(slugs(results).toSorted()).toEqual([
      'made',
      'made',
      ...Array.from({ length: 6 }, () => 'too-many-sub-agents'),
    ]);
    expect(await db().agent.count({ where: { parentId: parent.id } })).toBe(MOST_CHILDREN);
    // One that has ended makes room for another.
    const [some] = await db().agent.findMany({ where: { parentId: parent.id }, take: 1 });
    const change = { agentId: some?.id ?? '', change: 'revoke' as const, reason: 'Done.' };
    await changeStanding(as(admin), change);
    expect((await ask(parent)).agent.parentId).toBe(parent.id);
  });

  test('is bounded in a whole tree too', async () => {
    const root = await agentWithKey('Root', { ...WIDE, maxDepth: 4 });
    const verbs = ['observe', 'delegate'];
    let parent = root;
    for (let left = MOST_IN_TREE - 4; left > 0; left -= MOST_CHILDREN - 1) {
      await populate(parent, Math.min(left, MOST_CHILDREN - 1));
      parent = await delegated(parent, { verbs });
    }
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => ask(parent)));
    expect(slugs(results).toSorted()).toEqual([
      'made',
      ...Array.from({ length: 3 }, () => 'too-many-sub-agents'),
    ]);
  });
});

describe('a delegation that races', () => {
  test('a revocation is refused, or ends with its parent: no key outlives it', async () => {
    for (let round = 0; round < 30; round++) {
      const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
      const parent = await delegated(root, { verbs: ['observe', 'delegate'] });
      const ended = round % 2 === 0 ? root : parent;
      const change = { agentId: ended.id, change: 'revoke' as const, reason: 'Now.' };
      const [made] = await Promise.allSettled([ask(parent), changeStanding(as(admin), change)]);
      if (made.status === 'rejected') {
        expect(made.reason).toMatchObject({ slug: 'unauthenticated', status: 401 });
      } else {
        await expect(actorOf(made.value.key)).rejects.toMatchObject({ slug: 'unauthenticated' });
      }
      await expect(ask(parent)).rejects.toMatchObject({ slug: 'unauthenticated' });
    }
  }, 120_000);

  test('a narrower scope never leaves a child with more than its parent', async () => {
    for (let round = 0; round < 20; round++) {
      const parent = await agentWithKey('Parent');
      const scope = { ...WIDE, sources: ['logs', 'traces'] };
      const wide = { ...ASKED, scope: { ...ASKED.scope, sources: ['logs', 'metrics'] } };
      const [made] = await Promise.allSettled([
        delegateAgent(as(parent), { agentId: parent.id, ...wide }),
        changeAgent(as(admin), { agentId: parent.id, scope }),
      ]);
      if (made.status === 'rejected') {
        expect(made.reason).toMatchObject({ slug: expect.stringMatching(/^scope-/) });
        continue;
      }
      const child = await actorOf(made.value.key);
      expect(child.scope.sources).toEqual(['logs']);
      expect(within(child.scope, scope)).toBe(true);
    }
  }, 120_000);
});

test('the log folds to exactly these agents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
