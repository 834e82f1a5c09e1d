import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Forbidden, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { deviceProjection } from '@/lib/notices/fold-targets';
import type { Called } from '@/lib/notices/schema';
import { holdWebhook } from '@/lib/notices/server/change-webhook';
import { pushBody, webhookBody } from '@/lib/notices/server/messages';
import { enqueue, handedOn, type Outgoing } from '@/lib/notices/server/tell';
import { NOTICES } from '@/lib/notices/server/topics';
import type { NoticeFacts } from '@/lib/notices/words';

/** What concerns no service in particular. */
const EVERYWHERE = '*';

const about = (id: string) => ({
  key: `test/${id}`,
  kind: 'test' as const,
  actionId: null,
  checkpointId: null,
  investigationId: null,
  incidentId: null,
  version: null,
  service: EVERYWHERE,
});

const factsAt = (now: Date): NoticeFacts => ({
  kind: 'test',
  why: 'asked',
  service: null,
  environment: null,
  severity: null,
  act: null,
  stage: null,
  risk: null,
  until: null,
  waitedMs: null,
  cause: null,
  now,
});

/** Where a test leads: to the list of what waits. */
const PATH = '/approvals';

async function sendTest(
  tx: Tx,
  people: Called[],
  messageOf: (noticeId: string, facts: NoticeFacts) => Omit<Outgoing, 'id'>,
): Promise<{ notice: string; delivery: string }> {
  const noticeId = newId('ntc');
  const { now } = await tx.lock(noticeId, {});
  const outgoing = [{ id: newId('dlv'), ...messageOf(noticeId, factsAt(now)) }];
  const payload = {
    ...about(noticeId),
    step: 0,
    people,
    deliveries: handedOn(outgoing),
    nextStepAt: null,
  };
  await tx.append(noticeId, [{ kind: 'notice.sent', payload }]);
  await enqueue(tx, noticeId, outgoing, now);
  tx.nudge(NOTICES);
  return { notice: noticeId, delivery: outgoing[0]?.id ?? '' };
}

/** Sends a notice of nothing to one's own device, by the way that a real one takes. */
export async function testDevice(ctx: Ctx, { id }: { id: string }) {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person has devices.');
  return write(ctx, async (tx) => {
    const device = await tx.row(deviceProjection, id);
    if (device?.personId !== actor.id || device.removedAt !== null) {
      throw new NotFound('This device');
    }
    return sendTest(tx, [{ id: actor.id, why: 'asked' }], (noticeId, facts) => ({
      channel: 'push',
      targetId: id,
      personId: actor.id,
      body: pushBody(noticeId, PATH, 'test', facts),
    }));
  });
}

/** Posts a notice of nothing to a webhook, paused ones included. */
export async function testWebhook(ctx: Ctx, { id }: { id: string }) {
  demand(ctx.actor, 'webhook.manage', {}, 'This webhook');
  return write(ctx, async (tx) => {
    // Of the two, the webhook's stream is taken first.
    await holdWebhook(tx, id);
    return sendTest(tx, [], (noticeId, facts) => ({
      channel: 'webhook',
      targetId: id,
      personId: null,
      body: webhookBody({
        noticeId,
        about: about(noticeId),
        step: 0,
        path: PATH,
        facts,
        called: [],
      }),
    }));
  });
}
