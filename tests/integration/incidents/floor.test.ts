import { expect, test } from 'vitest';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { floorView } from '@/lib/incidents/views';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, investigation } = await makeCast();

const propose = (investigationId: string) =>
  proposeAction(as(agent), { investigationId, ...rollback() });

test('the floor puts recordings last, and nothing in them waits on the asker', async () => {
  const live = await investigation();
  await propose(live.id);
  const recorded = await investigation(agent, 'imported');
  await propose(recorded.id);
  const both = await investigation(agent, 'imported');
  await createInvestigation(as(agent), { incidentId: both.incidentId });
  await propose(both.id);
  const bare = await openIncident(as(commander), {
    title: 'Nobody is on it',
    severity: 'sev4',
    service: 'checkout',
    environment: 'production',
  });

  const { items } = floorView.parse(await readFloor(as(approver)));
  expect(
    items.map(({ id, isRecording, waiting }) => [
      id,
      isRecording,
      waiting.map(({ isYours }) => isYours),
    ]),
  ).toEqual([
    [live.incidentId, false, [true]],
    [both.incidentId, false, [false]],
    [bare.id, false, []],
    [recorded.incidentId, true, [false]],
  ]);
});
