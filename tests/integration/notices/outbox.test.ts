import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { listNotices } from '@/lib/notices/server/list-notices';
import { openNotice } from '@/lib/notices/server/open-notice';
import { claimDue } from '@/lib/notices/server/outbox';
import { sendWebhook } from '@/lib/notices/server/send';
import { webhookTarget } from '@/lib/notices/server/targets';
import { tellDue } from '@/lib/notices/server/tell';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import {
  deliveryIdOf,
  handOn,
  noticeOf,
  skipWaiting,
  toldKindsOf,
  webhookAt,
} from '../../support/notices';
import { makeCast } from '../../support/proposing';
import { receiver } from '../../support/receiver';

await testDatabase();
const cast = await makeCast();
const { admin, approver, commander, proposed } = cast;

describe('the outbox', () => {
  test('gives each delivery to one claimant, however many claim at once', async () => {
    const pager = await receiver();
    const hooks = await Promise.all(Array.from({ length: 5 }, () => webhookAt(admin, pager.url)));
    for (let i = 0; i < 4; i++) await proposed();
    await tellDue();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDue(6)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
    expect(await claimDue(50)).toEqual([]);
    await skipWaiting();
    await handOn();
    expect(new Set(pager.received.map(deliveryIdOf)).size).toBe(20);
    for (const { remove } of hooks) await remove();
  });

  test('has what was sent and not marked sent again, under the same id, and marks it once', async () => {
    const pager = await receiver();
    const { webhook, remove } = await webhookAt(admin, pager.url);
    const action = await proposed();
    await tellDue();
    // As a process does that dies between the answer and the mark.
    const [claimed] = await claimDue(50);
    const target = await webhookTarget(webhook.id);
    if (!claimed || !target) throw new Error('There is one to claim.');
    await sendWebhook(target, claimed);
    expect(await handOn()).toBe(0);
    await skipWaiting();
    await handOn();
    expect(pager.received.map(deliveryIdOf)).toEqual([claimed.id, claimed.id]);
    expect(await toldKindsOf(action.id)).toEqual(['notice.sent', 'notice.delivered']);
    await remove();
  });
});

describe('opening a notice', () => {
  test('is put on record once for each person, and decides nothing', async () => {
    const action = await proposed();
    await tellDue();
    const notice = await noticeOf('signature', action.id);
    const id = notice?.id ?? '';
    await openNotice(as(approver), { id });
    await openNotice(as(approver), { id });
    await openNotice(as(commander), { id });
    expect((await noticeOf('signature', action.id))?.opened.map(({ person }) => person)).toEqual([
      approver.id,
      commander.id,
    ]);
    expect(await db().action.findUnique({ where: { id: action.id } })).toMatchObject({
      state: 'pending_approval',
    });
    const stranger = await makePerson('Ina', role('approver', 'payments'));
    await expect(openNotice(as(stranger), { id })).rejects.toMatchObject({ slug: 'not-found' });
    expect((await listNotices(as(stranger), { limit: 50 })).items).toEqual([]);
  });
});

test('the tables of notices, webhooks and devices are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
