import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { reachProposing, rollback } from '../support/investigation';
import { noticeOf, skipWaiting } from '../support/notices';
import { receiver } from '../support/receiver';

const { as, replica, server } = await contractServer();

interface Told {
  id: string;
  kind: string;
  people: { name: string }[];
  deliveries: { state: string; attempts: number }[];
}

const noticesOf = async (actionId: string): Promise<Told[]> => {
  const { body } = await as.observer('GET', `/notices?actionId=${actionId}`);
  return body.items as Told[];
};

async function proposed(): Promise<string> {
  const { investigationId } = await reachProposing(as.commander, as.agent);
  const { body } = await as.agent('POST', `/investigations/${investigationId}/actions`, rollback());
  return String(body.id);
}

async function connect(url: string): Promise<{ id: string; secret: string }> {
  const added = await as.admin('POST', '/webhooks', { name: 'Pager', url, kinds: ['signature'] });
  expect(added.status).toBe(201);
  const { webhook, secret } = added.body as { webhook: { id: string }; secret: string };
  return { id: webhook.id, secret };
}

test('two servers share the outbox: each notice goes out once, at once, and verifies', async () => {
  const pager = await receiver();
  const other = await replica();
  const { id, secret } = await connect(pager.url);
  const actions = [await proposed(), await proposed(), await proposed()];
  await pager.arrived(3);
  for (const action of actions) {
    await expect
      .poll(async () => (await noticesOf(action)).map(({ deliveries }) => deliveries))
      .toEqual([[expect.objectContaining({ state: 'delivered', attempts: 1 })]]);
  }
  expect(pager.received).toHaveLength(3);
  expect(new Set(pager.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  for (const { headers, body } of pager.received) {
    const signed = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
        name,
        String(headers[name]),
      ]),
    );
    expect(new Webhook(secret).verify(body.toString(), signed)).toMatchObject({
      type: 'notice.signature',
    });
  }
  const [notice] = await noticesOf(actions[0] ?? '');
  expect(notice?.people.map(({ name }) => name).toSorted()).toEqual([
    'Demo approver',
    'Second demo approver',
  ]);
  await as.admin('DELETE', `/webhooks/${id}`);
  await other.stop();
});

test('what admins alone may do is refused to others, and the secret is told once', async () => {
  const input = { name: 'Pager', url: 'https://pager.example/hook' };
  expectProblem(await as.commander('POST', '/webhooks', input), 403, 'forbidden');
  expectProblem(await as.approver('GET', '/webhooks'), 403, 'forbidden');
  const key = { 'idempotency-key': 'once' };
  const added = await as.admin('POST', '/webhooks', input, key);
  const again = await as.admin('POST', '/webhooks', input, key);
  expect(added.body.secret).toMatch(/^whsec_/);
  expect(again.body).toEqual({ webhook: added.body.webhook });
  const { id } = added.body.webhook as { id: string };
  const listed = await as.auditor('GET', '/webhooks');
  expect(JSON.stringify(listed.body)).not.toContain('/hook');
  await as.admin('DELETE', `/webhooks/${id}`);
  expectProblem(await as.admin('DELETE', `/webhooks/${id}`), 404, 'not-found');
  const inside = { ...input, url: 'https://192.168.0.7/hook' };
  expectProblem(await as.admin('POST', '/webhooks', inside), 400, 'invalid');
});

test('what a server was sending when it was killed is sent by another, under the same id', async () => {
  const pager = await receiver();
  const release = pager.hold();
  await connect(pager.url);
  const action = await proposed();
  await pager.arrived(1);
  await server.kill();
  release();
  await replica();
  // The lease of the one that died runs out.
  await skipWaiting();
  await pager.arrived(2);
  const ids = pager.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(1);
  const ended = () =>
    db().noticeDelivery.findMany({ where: { id: String(ids[0]) }, select: { state: true } });
  await expect.poll(ended).toEqual([{ state: 'delivered' }]);
  const notice = await noticeOf('signature', action);
  const kinds = (await readStream(notice?.id ?? '', 0, 10)).map(({ kind }) => kind);
  expect(kinds).toEqual(['notice.sent', 'notice.delivered']);
});
