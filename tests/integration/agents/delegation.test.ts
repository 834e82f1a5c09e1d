import { describe, expect, test } from 'vitest';
import { delegateInput, type DelegateInput } from '@/lib/agents/schema';
import { createAgent } from '@/lib/agents/server/create-agent';
import { delegateAgent } from '@/lib/agents/server/delegate-agent';
import { getAgent } from '@/lib/agents/server/list-agents';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { declareService } from '@/lib/services/server/declare-service';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { actorOf, agentWithKey, ASKED, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
await declareService(as(admin), {
  name: 'checkout',
  environments: ['production'],
  dependsOn: [],
  owners: [],
});

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });
const scopeOf = (scope: Partial<DelegateInput['scope']>): DelegateInput => ({
  ...ASKED,
  scope: { ...ASKED.scope, ...scope },
});
const kindsOf = async (stream: string) =>
  (await readStream(stream, 0, 200)).map(({ kind }) => kind);

describe('a sub-agent', () => {
  test('is made by its parent, belongs to the parent’s owner and brings a key of its own', async () => {
    const parent = await agentWithKey('Parent');
    const { agent, key } = await delegateAgent(as(parent), { agentId: parent.id, ...ASKED });
    expect(agent).toMatchObject({
      name: 'Log reader',
      kind: 'agent',
      parentId: parent.id,
      ownerId: parent.ownerId,
      scope: { ...ASKED.scope, maxDepth: 1 },
      keys: [{ lastUsedAt: null }],
    });
    expect(await actorOf(key)).toMatchObject({ id: agent.id, lineage: [parent.id] });
    expect(JSON.stringify(await readStream(agent.id, 0, 50))).not.toContain(key);
    const [created] = await readStream(agent.id, 0, 1);
    expect(created?.actor).toMatchObject({ type: 'agent', id: parent.id });
  });

  test('has its depth and its end lowered to fit, and nothing else', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const parent = await agentWithKey('Short', WIDE, { expiresAt: soon });
    const asked = scopeOf({ maxDepth: 9, verbs: ['observe', 'delegate'] });
    const child = await delegateAgent(as(parent), { agentId: parent.id, ...asked });
    expect(child.agent.expiresAt).toBe(soon);
    expect(child.agent.keys[0]?.expiresAt).toBe(soon);
    expect(child.agent.scope.maxDepth).toBe(1);
    const grandchild = await delegated(await actorOf(child.key), {
      verbs: ['observe', 'delegate'],
    });
    expect(grandchild.scope.maxDepth).toBe(0);
    expect(grandchild.lineage).toEqual([child.agent.id, parent.id]);
    const deeper = { agentId: grandchild.id, ...ASKED };
    await expect(delegateAgent(as(grandchild), deeper)).rejects.toMatchObject({
      slug: 'scope-exceeds-parent',
      errors: [{ path: 'scope.maxDepth' }],
    });
  });

  test('that would have more than its parent is refused, and the demand stands on record once', async () => {
    const narrow = { ...WIDE, sources: ['logs'], services: ['checkout'], tools: ['grep'] };
    const parent = await agentWithKey('Narrow', narrow);
    const asked = scopeOf({ sources: ['logs', 'metrics'], services: ['*'] });
    const ask = () => delegateAgent(as(parent), { agentId: parent.id, ...asked });
    for (const attempt of [ask, ask]) {
      await expect(attempt()).rejects.toMatchObject({
        slug: 'scope-exceeds-parent',
        status: 403,
        errors: [{ path: 'scope.sources' }, { path: 'scope.tools' }, { path: 'scope.services' }],
      });
    }
    const marks = (await readStream(parent.id, 0, 50)).filter(
      ({ kind }) => kind === 'delegation.refused',
    );
    expect(marks).toHaveLength(1);
    expect(marks[0]?.payload).toMatchObject({
      name: 'Log reader',
      exceeds: [
        { axis: 'sources', names: ['metrics'] },
        { axis: 'tools', names: ['*'] },
        { axis: 'services', names: ['*'] },
      ],
    });
    expect(await db().agent.count({ where: { parentId: parent.id } })).toBe(0);
  });

  test('is never let execute, whatever its parent may', async () => {
    const parent = await agentWithKey('Everything', { ...WIDE, verbs: ['*'] });
    for (const verb of ['*', 'execute:*', 'execute:rollback']) {
      const asked = { agentId: parent.id, ...scopeOf({ verbs: [verb] }) };
      await expect(delegateAgent(as(parent), asked)).rejects.toMatchObject({
        slug: 'scope-exceeds-parent',
        errors: [{ path: 'scope.verbs' }],
      });
    }
    const child = await delegated(parent, { verbs: ['observe', 'propose:*', 'delegate'] });
    expect(child.scope.verbs).toEqual(['observe', 'propose:*', 'delegate']);
  });

  test('is made by an agent that may delegate alone, and only in its own name', async () => {
    const mute = await agentWithKey('Mute', { ...WIDE, verbs: ['observe'] });
    await expect(delegateAgent(as(mute), { agentId: mute.id, ...ASKED })).rejects.toEqual(
      refusal('out-of-scope', 403),
    );
    expect(await kindsOf(mute.id)).toContain('delegation.refused');
    const parent = await agentWithKey('Parent');
    const child = await delegated(parent, { verbs: ['observe', 'delegate'] });
    const asked = { agentId: parent.id, ...ASKED };
    await expect(delegateAgent(as(child), asked)).rejects.toEqual(refusal('forbidden', 403));
    await expect(delegateAgent(as(mute), asked)).rejects.toEqual(refusal('not-found', 404));
    await expect(delegateAgent(as(admin), asked)).rejects.toEqual(refusal('forbidden', 403));
    expect(delegateInput.safeParse({ ...ASKED, parentId: parent.id }).success).toBe(false);
  });

  test('of unknown names, an empty scope or a past end is refused', async () => {
    const parent = await agentWithKey('Parent');
    const ask = (input: DelegateInput) =>
      delegateAgent(as(parent), { agentId: parent.id, ...input });
    const fault = (axis: string) => ({ slug: 'unknown-reference', errors: [{ path: axis }] });
    await expect(ask(scopeOf({ services: ['atlantis'] }))).rejects.toMatchObject(
      fault('scope.services'),
    );
    await expect(ask(scopeOf({ environments: ['the moon'] }))).rejects.toMatchObject(
      fault('scope.environments'),
    );
    await expect(ask(scopeOf({ sources: ['tea leaves'] }))).rejects.toMatchObject(
      fault('scope.sources'),
    );
    await expect(ask({ ...ASKED, expiresAt: '2020-01-01T00:00:00.000Z' })).rejects.toEqual(
      refusal('invalid', 400),
    );
    expect(delegateInput.safeParse(scopeOf({ sources: [] })).success).toBe(false);
    expect(delegateInput.safeParse(scopeOf({ verbs: ['fly'] })).success).toBe(false);
    const known = scopeOf({ services: ['checkout'], environments: ['production'] });
    expect((await ask(known)).agent.scope.services).toEqual(['checkout']);
  });

  test('asked for again under the same key is told again, without its secret', async () => {
    const parent = await agentWithKey('Parent');
    const idempotency = { key: 'k', scope: `t:${parent.id}`, bodyHash: 'h', secret: ['key'] };
    const ask = () =>
      delegateAgent({ ...as(parent), idempotency }, { agentId: parent.id, ...ASKED });
    const first = await ask();
    const again = await ask();
    expect(again.agent).toEqual(first.agent);
    expect(again).not.toHaveProperty('key');
  });

  test('of a parent that is watched only is watched only, on the same runtime', async () => {
    const input = { ...ASKED, kind: 'agent' as const, ownerId: admin.id, scope: WIDE };
    const made = await createAgent(as(admin), {
      ...input,
      controlLevel: 'watched',
      runtime: 'kubernetes',
    });
    expect(made).toMatchObject({ controlLevel: 'watched', runtime: 'kubernetes' });
    const actor = { type: 'agent' as const, keyId: 'key_x', lineage: [], ...made };
    const { agent } = await delegateAgent(as(actor), { agentId: made.id, ...ASKED });
    expect(agent).toMatchObject({ controlLevel: 'watched', runtime: 'kubernetes' });
    expect((await getAgent(as(admin), { agentId: agent.id })).ownerStatus).toBe('active');
  });
});

test('the log folds to exactly these agents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
