import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { verifyLog } from '@/lib/log/verify';
import { eventCount } from '../support/event-count';
import { TEST_ALERTMANAGER_TOKEN } from '../support/server';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { reachProposing, rollback } from '../support/investigation';
import { AT, note } from '../support/investigation-events';

const contract = await contractServer();
const { as } = contract;
const { url } = contract.server;

interface Grants {
  items: { id: string; token: string; actionId: string; digest: string; version: number }[];
}

const grantsOf = async (actionId: string) => {
  const answer = await as.executor('GET', '/grants?wait=5');
  return (answer.body as unknown as Grants).items.filter((grant) => grant.actionId === actionId);
};

describe('the loop, through the contract alone', () => {
  test('an alert opens an incident once, and a second delivery changes nothing', async () => {
    const webhook = {
      version: '4',
      groupKey: '{}:{alertname="HighErrorRate"}',
      status: 'firing',
      receiver: 'countersign',
      groupLabels: { alertname: 'HighErrorRate' },
      commonLabels: { alertname: 'HighErrorRate', service: 'checkout', severity: 'critical' },
      commonAnnotations: { summary: 'Checkout answers with errors' },
      externalURL: 'http://localhost:9093',
      anUnknownKey: true,
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'HighErrorRate', service: 'checkout' },
          annotations: {},
          startsAt: AT,
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: 'c0ffee',
        },
      ],
    };
    const deliver = () =>
      as.nobody('POST', '/api/webhooks/alertmanager', webhook, {
        Authorization: `Bearer ${TEST_ALERTMANAGER_TOKEN}`,
      });
    const first = await deliver();
    expect(first).toMatchObject({ status: 200, body: { created: true } });
    const before = await eventCount();
    expect((await deliver()).body).toEqual({ ...first.body, created: false });
    expect(await eventCount()).toBe(before);
    const path = `/incidents/${String(first.body.incidentId)}`;
    expect((await as.observer('GET', path)).body).toMatchObject({
      title: 'Checkout answers with errors',
      severity: 'sev2',
      service: 'checkout',
      environment: 'production',
    });
    const unsigned = await as.nobody('POST', '/api/webhooks/alertmanager', webhook);
    expectProblem(unsigned, 401, 'unauthenticated');
  });

  test('evidence, stop points, proposal, signature, grant, execution, recovery', async () => {
    const { investigationId } = await reachProposing(as.commander, as.agent);
    const proposed = await as.agent(
      'POST',
      `/investigations/${investigationId}/actions`,
      rollback({ expects: { release: 'r42' } }),
    );
    expect(proposed).toMatchObject({
      status: 201,
      body: {
        version: 1,
        state: 'pending_approval',
        risk: 'low',
        executorId: contract.executor.id,
      },
    });
    const { id, digest } = proposed.body as { id: string; digest: string };
    const preimage = await fetch(`${url}/api/v1/actions/${id}/digest-preimage`, {
      headers: { Authorization: `Bearer ${contract.agent.key}` },
    });
    const bytes = Buffer.from(await preimage.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);

    expect(await grantsOf(id)).toEqual([]);
    const waiting = as.agent('GET', `/actions/${id}?wait=20&since=pending_approval`);
    const signed = await as.approver('POST', `/actions/${id}/decisions`, {
      decision: 'approve',
      version: 1,
      digest,
    });
    expect(signed).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect((await waiting).body).toMatchObject({ state: 'approved' });

    const [grant] = await grantsOf(id);
    if (!grant) throw new Error('No grant was minted.');
    const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(grant.token, keys, { audience: contract.executor.id });
    expect(payload).toMatchObject({ aud: contract.executor.id, digest, version: 1 });
    expect(decodeProtectedHeader(grant.token).alg).toBe('EdDSA');
    expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(600);

    const redeem = (observed: object) =>
      as.executor('POST', '/grants/redeem', { token: grant.token, digest, observed });
    expectProblem(await redeem({ release: 'r40' }), 409, 'precondition-failed');
    const redeemed = await redeem({ release: 'r42' });
    expect(redeemed).toMatchObject({ status: 200, body: { action: { id } } });
    expectProblem(await redeem({ release: 'r42' }), 409, 'already-redeemed');

    const execution = String(redeemed.body.executionId);
    const report = (...events: object[]) =>
      as.executor('POST', `/executions/${execution}/events`, { events });
    await report({ id: 'x1', kind: 'started', at: AT });
    await report({ id: 'x2', kind: 'output', at: AT, text: 'switching to r41' });
    const done = await report({ id: 'x3', kind: 'succeeded', at: AT, exitCode: 0 });
    expect(done.status).toBe(200);
    const verified = await as.executor('POST', `/executions/${execution}/verification`, {
      status: 'recovered',
      evidence: { errorShare: 0.001 },
    });
    expect(verified.status).toBeLessThan(300);
    const concluded = await as.agent('POST', `/investigations/${investigationId}/events`, {
      events: [
        {
          id: 'done',
          kind: 'investigation.concluded',
          at: AT,
          outcome: 'root_cause_identified',
          summary: 'r42 broke checkout',
        },
      ],
    });
    expect(concluded.body).toMatchObject({ accepted: 1, status: 'concluded' });

    const events = await as.auditor('GET', `/investigations/${investigationId}/events?limit=200`);
    const kinds = (events.body.items as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => !/^(evidence|hypothesis)/.test(kind))).toEqual([
      'investigation.created',
      'checkpoint.requested',
      'checkpoint.decided',
      'checkpoint.requested',
      'checkpoint.decided',
      'action.proposed',
      'action.decided',
      'grant.minted',
      'grant.refused',
      'grant.redeemed',
      'execution.started',
      'execution.output',
      'execution.succeeded',
      'verification.reported',
      'investigation.concluded',
    ]);
    expect((await as.observer('GET', `/actions/${id}`)).body).toMatchObject({ state: 'succeeded' });
  });

  test('a rejection needs a reason, ends the action and never reaches an executor', async () => {
    const { investigationId } = await reachProposing(as.commander, as.agent);
    const path = `/investigations/${investigationId}/actions`;
    const { body } = await as.agent('POST', path, rollback());
    const { id, digest } = body as { id: string; digest: string };
    const decide = (more: object) =>
      as.approver('POST', `/actions/${id}/decisions`, { version: 1, digest, ...more });
    const silent = expectProblem(await decide({ decision: 'reject' }), 400, 'invalid');
    expect(silent.errors).toMatchObject([{ path: 'reason' }]);
    const rejected = await decide({ decision: 'reject', reason: 'Not during the sale' });
    expect(rejected.body).toMatchObject({ state: 'rejected' });
    expectProblem(await decide({ decision: 'approve' }), 409, 'already-decided');
    expect(await grantsOf(id)).toEqual([]);
    const told = await as.agent('GET', `/actions/${id}`);
    expect(told.body).toMatchObject({ state: 'rejected' });
    expect(JSON.stringify(told.body)).toContain('Not during the sale');
    const after = await as.agent('POST', `/investigations/${investigationId}/events`, {
      events: [note('after')],
    });
    expect(after.status).toBe(200);
  });

  test('what stopping an investigation leaves waiting is void', async () => {
    const { investigationId } = await reachProposing(as.commander, as.agent);
    const path = `/investigations/${investigationId}`;
    const { body } = await as.agent('POST', `${path}/actions`, rollback());
    const { id, digest } = body as { id: string; digest: string };
    const stopped = await as.commander('POST', `${path}/controls`, { control: 'stop' });
    expect(stopped.body).toMatchObject({ status: 'stopped' });
    const late = await as.approver('POST', `/actions/${id}/decisions`, {
      decision: 'approve',
      version: 1,
      digest,
    });
    expect(late.status).toBe(409);
    expect((await as.agent('GET', `/actions/${id}`)).body).toMatchObject({ state: 'revoked' });
    const more = await as.agent('POST', `${path}/events`, { events: [note('more')] });
    expectProblem(more, 409, 'stopped');
  });

  test('leaves a record whose leaves verify and whose tables are what it folds to', async () => {
    const { events, faults } = await verifyLog(db());
    expect(events).toBeGreaterThan(50);
    expect(faults).toEqual([]);
    expect(await compareWithLog(db())).toEqual([]);
  });
});
