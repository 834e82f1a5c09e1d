import { expect, test } from 'vitest';
import type { AgentActor } from '@/lib/access/actor';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { as, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { agentWithKey, delegated } from '../../support/delegating';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const commander = await makePerson('Cora', role('commander'));

/** Writes one note after another until it is refused. @returns what refused it */
async function writeOn(agent: AgentActor, id: string, over: AbortSignal): Promise<string> {
  for (let i = 0; !over.aborted; i++) {
    const note = { id: `${agent.id}-${i}`, kind: 'note.added', at: '2026-03-01T12:00:00Z' };
    const event = agentEvent.parse({ ...note, text: 'x' });
    try {
      await postEvents(as(agent), { id, events: [event] });
    } catch (error) {
      return String(Reflect.get(Object(error), 'slug'));
    }
  }
  return 'never refused';
}

test('a branch that writes without a pause is stopped all the same, and soon', async () => {
  const root = await agentWithKey('Root', { ...WIDE, maxDepth: 3 });
  const children = await Promise.all(
    Array.from({ length: 6 }, () => delegated(root, { verbs: ['observe', 'delegate'] })),
  );
  const { id: incidentId } = await openIncident(as(commander), {
    title: 'x',
    severity: 'sev3',
    service: 'checkout',
    environment: 'production',
  });
  const { id } = await createInvestigation(as(root), { incidentId });
  const over = AbortSignal.timeout(20_000);
  const writing = Promise.all([root, ...children].map((agent) => writeOn(agent, id, over)));
  // What is no change of standing does not wait for them either.
  await createAgentKey(as(admin), { agentId: root.id });
  await changeStanding(as(admin), { agentId: root.id, change: 'revoke', reason: 'Enough.' });
  expect(new Set(await writing)).toEqual(new Set(['unauthenticated']));
}, 40_000);
