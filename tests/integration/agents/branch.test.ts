import { describe, expect, test } from 'vitest';
import type { AgentActor } from '@/lib/access/actor';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { postEvents } from '@/lib/investigations/server/post-events';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { getState } from '@/lib/investigations/server/get-state';
import { listDirectives } from '@/lib/investigations/server/list-directives';
import { readStream } from '@/lib/log/read';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { agentWithKey, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const commander = await makePerson('Cora', role('commander'));

const seen = (id: string, source: string) =>
  agentEvent.parse({
    id,
    kind: 'evidence.recorded',
    at: '2026-03-01T12:00:00Z',
    evidence: { id, source, title: id, body: { format: 'text', text: id } },
  });

async function runOf(agent: AgentActor): Promise<string> {
  const { id } = await openIncident(as(commander), {
    title: 'Checkout fails',
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  return (await createInvestigation(as(agent), { incidentId: id })).id;
}

const verbs = ['observe', 'delegate'];
const post = (agent: AgentActor, id: string, event: ReturnType<typeof seen>) =>
  postEvents(as(agent), { id, events: [event] });

describe('a sub-agent', () => {
  test('writes to all its ancestors’ investigations, earlier and later, within its own scope', async () => {
    const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
    const before = await runOf(root);
    const middle = await delegated(root, { verbs, sources: ['logs', 'metrics'] });
    const leaf = await delegated(middle, { sources: ['logs'] });
    const after = await runOf(root);
    for (const id of [before, after]) {
      expect(await post(leaf, id, seen('l1', 'logs'))).toMatchObject({ accepted: 1 });
      expect(await post(middle, id, seen('m1', 'metrics'))).toMatchObject({ accepted: 1 });
      expect((await getState(as(leaf), { id })).agentId).toBe(root.id);
      await expect(post(leaf, id, seen('l2', 'metrics'))).rejects.toMatchObject({
        slug: 'out-of-scope',
      });
      const events = await readStream(id, 0, 500);
      expect(events.filter(({ kind }) => kind === 'scope.violated')).toMatchObject([
        { actor: { id: leaf.id }, payload: { axis: 'source', value: 'metrics' } },
      ]);
      expect(events.find(({ id: each }) => each === 'l1')?.actor.id).toBe(leaf.id);
    }
  });

  test('neither sees nor writes the investigations of its children and siblings', async () => {
    const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
    const first = await delegated(root, { verbs });
    const second = await delegated(root, { verbs });
    const run = await runOf(first);
    for (const stranger of [root, second]) {
      await expect(post(stranger, run, seen('x', 'logs'))).rejects.toMatchObject({
        slug: 'not-found',
      });
    }
  });
});

describe('when an ancestor is ended', () => {
  test.each(['suspend', 'revoke'] as const)(
    'by %s, every write and wait below it is refused at once',
    async (change) => {
      const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
      const middle = await delegated(root, { verbs });
      const leaf = await delegated(middle);
      const id = await runOf(root);
      const startedAt = performance.now();
      const waits = [root, middle, leaf].map((agent) =>
        listDirectives(as(agent), { id, after: 0, waitS: 30 }),
      );
      const ended = Promise.allSettled(waits);
      await changeStanding(as(admin), { agentId: root.id, change, reason: 'Enough.' });
      for (const result of await ended) {
        expect(result).toMatchObject({ reason: { slug: 'unauthenticated', status: 401 } });
      }
      expect(performance.now() - startedAt).toBeLessThan(5000);
      for (const agent of [root, middle, leaf]) {
        const slug = change === 'revoke' ? 'unauthenticated' : 'forbidden';
        await expect(post(agent, id, seen('late', 'logs'))).rejects.toMatchObject({ slug });
      }
      const events = await readStream(id, 0, 500);
      expect(events.some((event) => event.id === 'late')).toBe(false);
    },
  );

  test('a wait of a sibling branch goes on', async () => {
    const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
    const [one, other] = [await delegated(root), await delegated(root)];
    const id = await runOf(root);
    const waiting = listDirectives(as(other), { id, after: 0, waitS: 2 });
    await changeStanding(as(admin), { agentId: one.id, change: 'revoke', reason: 'Enough.' });
    expect(await waiting).toEqual({ items: [], nextCursor: null });
  });
});
