import { describe, expect, test } from 'vitest';
import type { AgentActor } from '@/lib/access/actor';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { changeAgent } from '@/lib/agents/server/change-agent';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { getAgent } from '@/lib/agents/server/list-agents';
import { readUse } from '@/lib/agents/server/read-use';
import { decideTrim, proposeTrim } from '@/lib/agents/server/trim-scope';
import { db } from '@/lib/db/client';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { actorOf, agentWithKey, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const commander = await makePerson('Cora', role('commander'));
const observer = await makePerson('Obi', role('observer'));

const at = '2026-03-01T12:00:00Z';
const seen = (id: string, source: string) =>
  agentEvent.parse({
    id,
    kind: 'evidence.recorded',
    at,
    evidence: { id, source, title: id, body: { format: 'text', text: id } },
  });
const step = (id: string, tool: string) =>
  agentEvent.parse({ id, kind: 'step.started', at, step: id, tool });

async function runOf(agent: AgentActor): Promise<string> {
  const facts = { title: 'x', severity: 'sev2' as const, service: 'checkout' };
  const { id } = await openIncident(as(commander), { ...facts, environment: 'production' });
  return (await createInvestigation(as(agent), { incidentId: id })).id;
}

/** An agent that used logs through grep, and tried code. */
async function usedAgent() {
  const scope = { ...WIDE, sources: ['logs', 'metrics', 'traces'] };
  const agent = await agentWithKey('Scout', scope);
  const id = await runOf(agent);
  await postEvents(as(agent), { id, events: [step('s1', 'grep'), seen('e1', 'logs')] });
  const beyond = postEvents(as(agent), { id, events: [seen('e2', 'code')] });
  await expect(beyond).rejects.toMatchObject({ slug: 'out-of-scope' });
  return { agent, id };
}

/** As its key makes it now, after its scope has changed. */
async function again({ id }: AgentActor): Promise<AgentActor> {
  return actorOf((await createAgentKey(as(admin), { agentId: id })).key);
}

describe('the use of an agent', () => {
  test('is shown against what it was granted, with what it tried beyond and what could go', async () => {
    const { agent } = await usedAgent();
    const use = await readUse(as(observer), { agentId: agent.id, days: 30 });
    const axis = (name: string) => use.axes.find((each) => each.axis === name);
    expect(axis('sources')).toMatchObject({
      granted: ['logs', 'metrics', 'traces'],
      used: [{ name: 'logs', count: 1 }],
      unused: ['metrics', 'traces'],
    });
    expect(axis('tools')).toMatchObject({ granted: ['*'], used: [{ name: 'grep' }], unused: [] });
    expect(use.refused).toMatchObject([{ axis: 'sources', name: 'code', count: 1 }]);
    expect(use.daily).toMatchObject([{ events: 3, refused: 1 }]);
    expect(use.trimmed).toEqual({
      sources: ['logs'],
      tools: ['grep'],
      services: ['checkout'],
      environments: ['production'],
      verbs: ['observe'],
      maxDepth: 2,
    });
  });

  test('counts what its sub-agents did within its scope, and several streams at once', async () => {
    const agent = await agentWithKey('Parent');
    const child = await delegated(agent, { sources: ['logs', 'metrics'] });
    const ids = await Promise.all([runOf(agent), runOf(agent), runOf(agent)]);
    await Promise.all(
      ids.flatMap((id) => [
        postEvents(as(agent), { id, events: [seen('a', 'logs')] }),
        postEvents(as(child), { id, events: [seen('b', 'metrics')] }),
      ]),
    );
    const { axes } = await readUse(as(observer), { agentId: agent.id, days: 7 });
    const used = axes.find(({ axis }) => axis === 'sources')?.used;
    expect(used).toMatchObject([
      { name: 'logs', count: 3 },
      { name: 'metrics', count: 3 },
    ]);
    const own = await readUse(as(observer), { agentId: child.id, days: 7 });
    expect(own.axes.find(({ axis }) => axis === 'sources')?.used).toMatchObject([
      { name: 'metrics', count: 3 },
    ]);
  });
});

describe('a trim', () => {
  const reason = 'Nobody used the rest.';
  const propose = (agent: AgentActor, scope: Partial<typeof WIDE>, by = commander) =>
    proposeTrim(as(by), { agentId: agent.id, scope: { ...WIDE, ...scope }, reason });

  test('is proposed by one and accepted by the owner or an admin, and holds at once', async () => {
    const { agent, id } = await usedAgent();
    const { trimmed } = await readUse(as(commander), { agentId: agent.id, days: 30 });
    if (!trimmed) throw new Error('There is something to take away.');
    const ask = { agentId: agent.id, scope: trimmed, reason };
    await expect(proposeTrim(as(observer), ask)).rejects.toMatchObject({ slug: 'forbidden' });
    const { trim } = await proposeTrim(as(commander), ask);
    expect(trim).toMatchObject({ scope: trimmed, proposedBy: { id: commander.id } });
    const decide = { agentId: agent.id, trimId: trim?.id ?? '', decision: 'accept' as const };
    await expect(decideTrim(as(commander), decide)).rejects.toMatchObject({ slug: 'forbidden' });
    expect(await decideTrim(as(admin), decide)).toMatchObject({ scope: trimmed, trim: null });
    // Whoever came in before it was narrowed asks again, and then has no more than is left.
    await expect(postEvents(as(agent), { id, events: [seen('e3', 'logs')] })).rejects.toMatchObject(
      { slug: 'scope-changed', status: 409 },
    );
    await expect(
      postEvents(as(await again(agent)), { id, events: [seen('e4', 'metrics')] }),
    ).rejects.toMatchObject({ slug: 'out-of-scope' });
    await expect(decideTrim(as(admin), decide)).rejects.toMatchObject({ slug: 'already-decided' });
  });

  test('that is no narrowing is refused, and a later one takes the place of an open one', async () => {
    const agent = await agentWithKey('Scout', { ...WIDE, sources: ['logs', 'metrics'] });
    for (const sources of [['*'], ['logs', 'code'], ['metrics', 'logs']]) {
      await expect(propose(agent, { sources })).rejects.toMatchObject({ slug: 'not-narrower' });
    }
    const first = await propose(agent, { sources: ['logs'] });
    const second = await propose(agent, { sources: ['metrics'] });
    const decide = (trimId = '') =>
      decideTrim(as(admin), { agentId: agent.id, trimId, decision: 'accept' });
    await expect(decide(first.trim?.id)).rejects.toMatchObject({ slug: 'already-decided' });
    expect((await decide(second.trim?.id)).scope.sources).toEqual(['metrics']);
  });

  test('narrows the children with their parent, and is refused where one would have nothing left', async () => {
    const agent = await agentWithKey('Parent', { ...WIDE, sources: ['logs', 'metrics'] });
    const child = await delegated(agent, { sources: ['logs', 'metrics'] });
    const idle = await delegated(agent, { sources: ['metrics'] });
    const accept = async () => {
      const { trim } = await propose(agent, { sources: ['logs'] });
      const decision = 'accept' as const;
      return decideTrim(as(admin), { agentId: agent.id, trimId: trim?.id ?? '', decision });
    };
    await expect(accept()).rejects.toMatchObject({ slug: 'would-empty-sub-agent', status: 409 });
    expect((await getAgent(as(admin), { agentId: agent.id })).scope.sources).toHaveLength(2);
    await changeStanding(as(admin), { agentId: idle.id, change: 'revoke', reason: 'Idle.' });
    await accept();
    expect((await getAgent(as(admin), { agentId: child.id })).scope.sources).toEqual(['logs']);
    const [last] = (await readStream(child.id, 0, 50)).slice(-1);
    expect(last).toMatchObject({ kind: 'agent.scope_changed', actor: { id: admin.id } });
    expect(last?.payload.reason).toBe(`Narrowed with Parent: ${reason}`);
  });
});

describe('a scope', () => {
  test('is widened by an admin alone, and never beyond the agent that delegated it', async () => {
    const agent = await agentWithKey('Parent', { ...WIDE, sources: ['logs'] });
    const child = await delegated(agent, { sources: ['logs'] });
    const wider = { ...child.scope, sources: ['logs', 'metrics'] };
    const change = (who: typeof admin, agentId: string) =>
      changeAgent(as(who), { agentId, scope: wider });
    await expect(change(commander, agent.id)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(change(admin, child.id)).rejects.toMatchObject({ slug: 'scope-exceeds-parent' });
    const widened = { ...WIDE, sources: ['logs', 'metrics'] };
    await changeAgent(as(admin), { agentId: agent.id, scope: widened });
    expect((await change(admin, child.id)).scope.sources).toEqual(['logs', 'metrics']);
  });
});

test('the log folds to exactly these agents and this use', async () => {
  expect(await db().agentUse.count()).toBeGreaterThan(5);
  expect(await compareWithLog(db())).toEqual([]);
});
