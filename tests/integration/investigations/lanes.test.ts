import { expect, test } from 'vitest';
import type { AgentActor } from '@/lib/access/actor';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readRoom } from '@/lib/incidents/server/read-room';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { agentWithKey, delegated } from '../../support/delegating';

await testDatabase();
const commander = await makePerson('Cora', role('commander'));

test('sub-agents of one name are told apart, in the order in which they first wrote', async () => {
  const root = await agentWithKey('Root');
  const [early, late] = [await delegated(root), await delegated(root)];
  const { id: incidentId } = await openIncident(as(commander), {
    title: 'Checkout fails',
    severity: 'sev3',
    service: 'checkout',
    environment: 'production',
  });
  const { id } = await createInvestigation(as(root), { incidentId });
  const note = (of: AgentActor, name: string) =>
    postEvents(as(of), {
      id,
      events: [
        agentEvent.parse({ id: name, kind: 'note.added', at: '2026-03-01T12:00:00Z', text: 'x' }),
      ],
    });
  const labels = async () => {
    const { investigations } = await readRoom(as(commander), { id: incidentId });
    return Object.fromEntries(
      (investigations[0]?.agents ?? []).map(({ id: of, label }) => [of, label]),
    );
  };
  // The one that was made later writes first.
  await note(late, 'n1');
  expect(await labels()).toEqual({ [root.id]: 'Root', [late.id]: 'Log reader' });
  await note(early, 'n2');
  expect(await labels()).toEqual({
    [root.id]: 'Root',
    [late.id]: 'Log reader',
    [early.id]: 'Log reader 2',
  });
});
