import { describe, expect, test } from 'vitest';
import type { OpenIncidentInput } from '@/lib/incidents/schema';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { db } from '@/lib/db/client';
import { alertmanagerWebhook } from '@/lib/incidents/schema';
import { receiveAlerts } from '@/lib/incidents/server/receive-alerts';
import { compareWithLog } from '@/lib/log/rebuild';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { floorView } from '@/lib/incidents/views';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, investigation } = await makeCast();

const ALERTS = { type: 'system', id: 'alertmanager', name: 'Alertmanager' } as const;
const OPENED: OpenIncidentInput = {
  title: 'Nobody is on it',
  severity: 'sev2',
  service: 'checkout',
  environment: 'production',
};

const propose = (investigationId: string) =>
  proposeAction(as(agent), { investigationId, ...rollback() });

test('the floor puts recordings last, and nothing in them waits on the asker', async () => {
  const live = await investigation();
  await propose(live.id);
  const recorded = await investigation(agent, 'imported');
  await propose(recorded.id);
  const bare = await openIncident(as(commander), { ...OPENED, severity: 'sev4' });

  const { items } = floorView.parse(await readFloor(as(approver)));
  expect(
    items.map(({ id, clock, waiting }) => [id, clock, waiting.map(({ isYours }) => isYours)]),
  ).toEqual([
    [live.incidentId, 'live', [true]],
    [bare.id, 'live', []],
    [recorded.incidentId, 'imported', [false]],
  ]);
});

describe('whether an incident is a recording', () => {
  const alerting = alertmanagerWebhook.parse({
    version: '4',
    groupKey: 'checkout',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: { service: 'checkout' },
        startsAt: '2026-01-31T12:00:00.000Z',
        fingerprint: 'f1',
      },
    ],
  });
  const opened = {
    'an alert': async () => (await receiveAlerts(as(ALERTS), alerting)).incidentId ?? '',
    'a person': async () => (await openIncident(as(commander), OPENED)).id,
    'an agent': async () => (await openIncident(as(agent), OPENED)).id,
  };

  test.each(Object.entries(opened))(
    'is not for an agent to say of what %s opened as live',
    async (_who, open) => {
      const incidentId = await open();
      const imported = createInvestigation(as(agent), { incidentId, clock: 'imported' });
      await expect(imported).rejects.toMatchObject({ slug: 'not-a-recording', status: 409 });
      const { items } = await readFloor(as(approver));
      expect(items.find(({ id }) => id === incidentId)).toMatchObject({
        clock: 'live',
        investigations: [],
      });
    },
  );

  test('is said when it is opened, and no live investigation runs on it', async () => {
    const { id } = await openIncident(as(agent), { ...OPENED, clock: 'imported' });
    const live = createInvestigation(as(agent), { incidentId: id });
    await expect(live).rejects.toMatchObject({ slug: 'imported', status: 409 });
    const { items } = await readFloor(as(approver));
    expect(items.find((item) => item.id === id)).toMatchObject({ clock: 'imported' });
  });
});

test('the log folds to exactly these incidents', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
