import { afterAll, expect, test } from 'vitest';
import { isUnavailable } from '@/lib/db/unavailable';
import { readStream } from '@/lib/log/read';
import { addWebhook } from '@/lib/notices/server/add-webhook';
import { claimDue, endDelivery } from '@/lib/notices/server/outbox';
import { sendWebhook } from '@/lib/notices/server/send';
import { webhookTarget } from '@/lib/notices/server/targets';
import { tellDue } from '@/lib/notices/server/tell';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { doorTo } from '../../support/door';
import { handOn, noticeOf, skipWaiting } from '../../support/notices';
import { makeCast } from '../../support/proposing';
import { receiver } from '../../support/receiver';

const database = await testDatabase();
const door = await doorTo(database.url);
afterAll(() => door.shut());
// Nothing has asked for the database yet, so it is reached by way of the door.
process.env.DATABASE_URL = door.url;
const { admin, proposed } = await makeCast();

const away = async (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => false,
    (error: unknown) =>
      isUnavailable(error) || (error instanceof Error && error.name === 'Unavailable'),
  );

test('while the database is away nobody is forgotten, and what went out goes out again under its id', async () => {
  const pager = await receiver();
  const kinds = ['signature' as const];
  const { webhook } = await addWebhook(as(admin), {
    name: 'Pager',
    url: pager.url,
    services: ['*'],
    kinds,
  });
  const told = await proposed();
  await tellDue();
  const untold = await proposed();
  const [claimed] = await claimDue(10);
  const target = await webhookTarget(webhook.id);
  if (!claimed || !target) throw new Error('There is one to claim.');
  const { status } = await sendWebhook(target, claimed);
  await door.shut();
  expect(await away(() => endDelivery(claimed, { state: 'delivered', status }))).toBe(true);
  expect(await away(tellDue)).toBe(true);
  expect(await away(handOn)).toBe(true);
  await door.open();
  await expect.poll(async () => !(await away(tellDue)), { timeout: 20_000 }).toBe(true);
  await skipWaiting();
  await handOn();
  const ids = pager.received.map(({ headers }) => headers['webhook-id']);
  expect(ids.filter((id) => id === claimed.id)).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
  for (const { id } of [told, untold]) {
    const notice = await noticeOf('signature', id);
    const kindsOf = (await readStream(notice?.id ?? '', 0, 10)).map(({ kind }) => kind);
    expect(kindsOf).toEqual(['notice.sent', 'notice.delivered']);
  }
});
