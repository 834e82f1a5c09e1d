import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { addWebhook } from '@/lib/notices/server/add-webhook';
import { removeWebhook } from '@/lib/notices/server/change-webhook';
import { listNotices } from '@/lib/notices/server/list-notices';
import { openNotice } from '@/lib/notices/server/open-notice';
import { claimDue } from '@/lib/notices/server/outbox';
import { sendWebhook } from '@/lib/notices/server/send';
import { webhookTarget } from '@/lib/notices/server/targets';
import { tellDue } from '@/lib/notices/server/tell';
import type { MatterKind } from '@/lib/notices/schema';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { handOn, noticeOf, skipWaiting } from '../../support/notices';
import { makeCast } from '../../support/proposing';
import { type Received, receiver } from '../../support/receiver';

await testDatabase();
const cast = await makeCast();
const { admin, approver, commander, proposed } = cast;

const KINDS: MatterKind[] = ['signature'];
const webhookAt = async (url: string, services = ['*']) => {
  const added = await addWebhook(as(admin), { name: 'Pager', url, services, kinds: KINDS });
  const remove = () => removeWebhook(as(admin), { id: added.webhook.id });
  return { ...added, remove };
};

const idOf = (received: Received | undefined) => String(received?.headers['webhook-id']);
const kindsOf = async (actionId: string) => {
  const notice = await noticeOf('signature', actionId);
  return (await readStream(notice?.id ?? '', 0, 20)).map(({ kind }) => kind);
};

describe('the outbox', () => {
  test('gives each delivery to one claimant, however many claim at once', async () => {
    const pager = await receiver();
    const hooks = await Promise.all(Array.from({ length: 5 }, () => webhookAt(pager.url)));
    for (let i = 0; i < 4; i++) await proposed();
    await tellDue();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDue(6)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
    expect(await claimDue(50)).toEqual([]);
    await skipWaiting();
    await handOn();
    expect(new Set(pager.received.map(idOf)).size).toBe(20);
    for (const { remove } of hooks) await remove();
  });

  test('has what was sent and not marked sent again, under the same id, and marks it once', async () => {
    const pager = await receiver();
    const { webhook, remove } = await webhookAt(pager.url);
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
    expect(pager.received.map(idOf)).toEqual([claimed.id, claimed.id]);
    expect(await kindsOf(action.id)).toEqual(['notice.sent', 'notice.delivered']);
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
