import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { rollback } from '../support/investigation';
import { TEST_ALERTMANAGER_TOKEN } from '../support/server';

const contract = await contractServer();
const { as, server } = contract;
const replica = await contract.replica();

describe('Alertmanager', () => {
  const alert = (fingerprint: string, more: object = {}) => ({
    status: 'firing',
    labels: { alertname: 'Odd' },
    annotations: {},
    startsAt: '2026-03-01T12:00:00.123456789+01:00',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
    fingerprint,
    ...more,
  });
  const group = (groupKey: string, more: object = {}) => ({
    version: '4',
    groupKey,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'countersign',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: '',
    alerts: [alert('a')],
    ...more,
  });
  const deliver = async (body: unknown, base = server.url) => {
    const response = await fetch(`${base}/api/webhooks/alertmanager`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${TEST_ALERTMANAGER_TOKEN}`,
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { incidentId: string; created: boolean };
    return { status: response.status, ...answer };
  };
  const incidentOf = async (id: string) => (await as.observer('GET', `/incidents/${id}`)).body;

  test('opens an incident from an alert that says next to nothing', async () => {
    const { status, incidentId, created } = await deliver(group('bare'));
    expect({ status, created }).toEqual({ status: 200, created: true });
    expect(await incidentOf(incidentId)).toMatchObject({
      service: 'unknown',
      environment: 'production',
      severity: 'sev4',
      status: 'open',
      startedAt: '2026-03-01T11:00:00.123Z',
      openedBy: { type: 'system', id: 'alertmanager' },
    });
  });

  test.each([
    ['critical', 'sev2'],
    ['warning', 'sev3'],
    ['info', 'sev4'],
  ])('takes %s for %s', async (severity, expected) => {
    const labels = { severity, service: 'checkout', environment: 'staging' };
    const { incidentId } = await deliver(group(`of ${severity}`, { commonLabels: labels }));
    expect(await incidentOf(incidentId)).toMatchObject({
      severity: expected,
      service: 'checkout',
      environment: 'staging',
    });
  });

  test('delivered twenty times at once to two replicas opens one incident', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        deliver(group('crowd'), i % 2 ? replica.url : server.url),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await db().incident.count({ where: { groupKey: 'crowd' } })).toBe(1);
  });

  test('marks alerts resolved and closes nothing; the next firing after a close opens anew', async () => {
    const two = (b: object = {}) => group('cycle', { alerts: [alert('a'), alert('b', b)] });
    const { incidentId } = await deliver(two());
    const endsAt = '2026-03-01T12:30:00Z';
    await deliver(two({ status: 'resolved', endsAt }));
    const gone = (name: string) => alert(name, { status: 'resolved', endsAt });
    const over = group('cycle', { status: 'resolved', alerts: [gone('a'), gone('b')] });
    expect(await deliver(over)).toMatchObject({ incidentId, created: false });
    const events = await eventCount();
    expect(await deliver(over)).toMatchObject({ incidentId, created: false });
    expect(await eventCount()).toBe(events);
    expect(await incidentOf(incidentId)).toMatchObject({
      status: 'open',
      alerts: [
        { fingerprint: 'a', status: 'resolved', endsAt: '2026-03-01T12:30:00.000Z' },
        { fingerprint: 'b', status: 'resolved' },
      ],
    });
    await as.commander('PATCH', `/incidents/${incidentId}`, { status: 'closed' });
    expect(await deliver(over)).toMatchObject({ incidentId, created: false });
    const anew = await deliver(two());
    expect(anew).toMatchObject({ created: true });
    expect(anew.incidentId).not.toBe(incidentId);
  });

  test('resolving what never opened anything opens nothing', async () => {
    const before = await db().incident.count();
    const answer = await deliver(group('never', { status: 'resolved' }));
    expect(answer).toMatchObject({ status: 200, incidentId: null, created: false });
    expect(await db().incident.count()).toBe(before);
  });

  test.each([
    ['another version', group('x', { version: '3' }), 'version'],
    ['no group', group(''), 'groupKey'],
    ['no alerts', group('x', { alerts: [] }), 'alerts'],
    [
      'an alert without its start',
      group('x', { alerts: [alert('a', { startsAt: '' })] }),
      'alerts.0.startsAt',
    ],
    ['labels that are no texts', group('x', { commonLabels: { a: 1 } }), 'commonLabels.a'],
  ])('is refused %s', async (_name, body, path) => {
    const answer = await as.nobody('POST', '/api/webhooks/alertmanager', body, {
      Authorization: `Bearer ${TEST_ALERTMANAGER_TOKEN}`,
    });
    const { errors = [] } = expectProblem(answer, 400, 'invalid');
    expect(errors.map((each) => each.path)).toContain(path);
  });

  test('is let in by its own token only, which opens no other door', async () => {
    const token = { Authorization: `Bearer ${TEST_ALERTMANAGER_TOKEN}` };
    for (const call of [as.agent, as.executor, as.admin]) {
      const answer = await call('POST', '/api/webhooks/alertmanager', group('y'));
      expectProblem(answer, 401, 'unauthenticated');
    }
    expectProblem(await as.nobody('GET', '/incidents', undefined, token), 401, 'unauthenticated');
    const propose = await as.nobody('POST', '/investigations/x/actions', rollback(), token);
    expectProblem(propose, 401, 'unauthenticated');
  });
});
