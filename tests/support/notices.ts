import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { noticeProjection } from '@/lib/notices/fold';
import type { NoticeKind, NoticeRow } from '@/lib/notices/schema';
import { deliverDue } from '@/lib/notices/server/deliver';

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
