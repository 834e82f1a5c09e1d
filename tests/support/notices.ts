import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { noticeProjection } from '@/lib/notices/fold';
import type { MatterKind, NoticeKind, NoticeRow } from '@/lib/notices/schema';
import { addWebhook } from '@/lib/notices/server/add-webhook';
import { removeWebhook } from '@/lib/notices/server/change-webhook';
import { deliverDue } from '@/lib/notices/server/deliver';
import { as } from './actors';
import type { Received } from './receiver';

/** Hands on everything that is due, and waits until each attempt has come to its end. */
export async function handOn(): Promise<number> {
  const all = await deliverDue(50);
  await Promise.all(all);
  return all.length;
}

/** The notice of a kind about an action or a stop point; for an action of its latest version. */
export async function noticeOf(kind: NoticeKind, id: string): Promise<NoticeRow | undefined> {
  const found = await db().notice.findMany({
    where: { kind, OR: [{ actionId: id }, { checkpointId: id }] },
    orderBy: { version: 'desc' },
  });
  return parseRows(noticeProjection, found)[0];
}

/** Lets so much time pass for a notice, as far as the database can tell. */
export async function passTime(noticeId: string, ms: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "notice" SET "toldAt" = "toldAt" - ${ms}::int * interval '1 millisecond',
      "nextStepAt" = "nextStepAt" - ${ms}::int * interval '1 millisecond'
    WHERE "id" = ${noticeId}`;
}

/** Makes whatever waits in the outbox due now, and every claim's lease over. */
export async function skipWaiting(): Promise<void> {
  await db().$executeRaw`
    UPDATE "notice_delivery" SET "nextAttemptAt" = clock_timestamp() - interval '1 second',
      "leaseUntil" = clock_timestamp() - interval '1 second'
    WHERE "state" = 'waiting'`;
}

const KINDS: MatterKind[] = ['signature'];

/** A webhook for what waits to be signed, and how to take it away. */
export async function webhookAt(admin: Ctx['actor'], url: string, services = ['*']) {
  const added = await addWebhook(as(admin), { name: 'Pager', url, services, kinds: KINDS });
  const remove = () => removeWebhook(as(admin), { id: added.webhook.id });
  return { ...added, remove };
}

/** The id by which a receiver knows one delivery from another. */
export const deliveryIdOf = (received: Received | undefined) =>
  String(received?.headers['webhook-id']);

/** What was recorded of telling people that an action waits to be signed. */
export async function toldKindsOf(actionId: string): Promise<string[]> {
  const notice = await noticeOf('signature', actionId);
  return (await readStream(notice?.id ?? '', 0, 20)).map(({ kind }) => kind);
}
