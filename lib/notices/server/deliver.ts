import 'server-only';
import { db } from '@/lib/db/client';
import { isUnavailable } from '@/lib/db/unavailable';
import { parseRows } from '@/lib/log/rows';
import { log } from '@/lib/logger';
import { noticeProjection } from '@/lib/notices/fold';
import { isFinal, isGone, isTaken, nextDelayMs } from '@/lib/notices/retries';
import { type Answered, NotPosted } from '@/lib/notices/server/guarded-post';
import { isOpen } from '@/lib/notices/server/is-open';
import { type Claimed, claimDue, endDelivery, putOff } from '@/lib/notices/server/outbox';
import { removeGoneDevice } from '@/lib/notices/server/remove-device';
import { sendPush, sendWebhook } from '@/lib/notices/server/send';
import { deviceTarget, webhookTarget } from '@/lib/notices/server/targets';

/** Whether it would still wake somebody who is to be woken: asked again before every attempt. */
async function isWanted({ noticeId, channel, targetId, personId }: Claimed): Promise<boolean> {
  const [notice] = parseRows(
    noticeProjection,
    await db().notice.findMany({ where: { id: noticeId } }),
  );
  if (!notice || !(await isOpen(db(), notice))) return false;
  if (channel === 'webhook') {
    const webhook = await db().webhook.findUnique({ where: { id: targetId } });
    return webhook?.state === 'active' || (webhook?.state === 'paused' && notice.kind === 'test');
  }
  const person = await db().person.findUnique({ where: { id: personId ?? '' } });
  return person?.status === 'active';
}

/** Undefined where nobody can be reached there any more. */
async function attempt(claimed: Claimed): Promise<Answered | undefined> {
  if (claimed.channel === 'push') {
    const device = await deviceTarget(claimed.targetId);
    return device && sendPush(device, claimed);
  }
  const webhook = await webhookTarget(claimed.targetId);
  return webhook && sendWebhook(webhook, claimed);
}

async function failOrPutOff(
  claimed: Claimed,
  {
    status,
    problem,
    retryAfterMs,
  }: Omit<Answered, 'status'> & {
    status: number | null;
    problem: string;
  },
): Promise<void> {
  const isOver = status !== null && isFinal(claimed.channel, status);
  const delayMs = isOver ? undefined : nextDelayMs(claimed.attempts, retryAfterMs);
  if (delayMs === undefined) await endDelivery(claimed, { state: 'failed', status, problem });
  else await putOff(claimed, { delayMs, status, problem });
}

async function deliver(claimed: Claimed): Promise<void> {
  if (!(await isWanted(claimed))) return endDelivery(claimed, { state: 'moot' });
  let answered: Answered | undefined;
  try {
    answered = await attempt(claimed);
  } catch (error) {
    if (!(error instanceof NotPosted)) throw error;
    const { problem } = error;
    return failOrPutOff(claimed, { status: null, problem, retryAfterMs: null });
  }
  if (!answered) return endDelivery(claimed, { state: 'moot' });
  const { status, retryAfterMs } = answered;
  if (isTaken(status)) return endDelivery(claimed, { state: 'delivered', status });
  const isOver = isGone(claimed.channel, status);
  await failOrPutOff(claimed, { status, problem: isOver ? 'gone' : 'answered', retryAfterMs });
  if (isOver && claimed.channel === 'push') await removeGoneDevice(claimed.targetId);
}

async function deliverOrReport(claimed: Claimed): Promise<void> {
  try {
    await deliver(claimed);
  } catch (error) {
    // The lease runs out, and it is tried again: by then the database, or the keys, may be back.
    if (isUnavailable(error)) return;
    const { id, channel, attempts } = claimed;
    log().error({ err: error, id, channel, attempts }, 'a notice could not be handed on');
  }
}

/**
 * Hands on what is due, `limit` at once at most; several processes share the work and none does
 * another's. Answers with one promise for each, which never rejects.
 */
export async function deliverDue(limit: number): Promise<Promise<void>[]> {
  return (await claimDue(limit)).map(deliverOrReport);
}
