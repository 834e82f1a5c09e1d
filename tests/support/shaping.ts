import { newId } from '@/lib/ids';
import { alertmanagerWebhook } from '@/lib/incidents/schema';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { mergeIncidents } from '@/lib/incidents/server/merge-incidents';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { receiveAlerts } from '@/lib/incidents/server/receive-alerts';
import { readStream } from '@/lib/log/read';
import { declareService } from '@/lib/services/server/declare-service';
import { as } from './actors';
import { makeCast } from './proposing';

const ALERTS = { type: 'system', id: 'alertmanager', name: 'Alertmanager' } as const;

export const alertOf = (fingerprint: string, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: fingerprint, service: 'checkout' },
  annotations: {},
  startsAt: '2026-03-01T12:00:00.000Z',
  fingerprint,
  ...more,
});

export const deliver = (groupKey: string, alerts: object[]) =>
  receiveAlerts(
    as(ALERTS),
    alertmanagerWebhook.parse({ version: '4', groupKey, status: 'firing', alerts }),
  );

/** An incident that a group of its own has opened, with two alerts. */
export async function alerted(service = 'checkout') {
  const group = newId('evt');
  const labels = { alertname: 'Odd', service };
  const alerts = ['a', 'b'].map((name) => alertOf(`${name}-${group}`, { labels }));
  const { incidentId } = await deliver(group, alerts);
  if (incidentId === null) throw new Error('No incident was opened.');
  return { id: incidentId, group, a: `a-${group}`, b: `b-${group}` };
}

/** Which alerts, and with which incident they came. */
export const named = (alerts: { fingerprint: string; of?: string | undefined }[]) =>
  alerts.map(({ fingerprint, of }) => [fingerprint, of]);

/** Everybody whom merging takes, and three services of which the storefront needs the others. */
export async function makeShapers() {
  const cast = await makeCast();
  const { admin, commander } = cast;
  const declare = (name: string, dependsOn: string[]) =>
    declareService(as(admin), { name, environments: ['production'], dependsOn, owners: [] });
  await declare('payments', []);
  await declare('storefront', ['checkout', 'payments']);
  return {
    ...cast,
    opened: (service = 'checkout', more: object = {}) =>
      openIncident(as(commander), {
        title: `Trouble on ${service}`,
        severity: 'sev3',
        service,
        environment: 'production',
        ...more,
      }),
    at: (id: string) => getIncident(as(commander), { id }),
    merge: (into: string, ...incidentIds: string[]) =>
      mergeIncidents(as(commander), { id: into, incidentIds, reason: 'One outage.' }),
    kinds: async (id: string) => (await readStream(id, 0, 100)).map(({ kind }) => kind),
  };
}
