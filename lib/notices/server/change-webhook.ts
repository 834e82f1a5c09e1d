import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { NotFound } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { webhookProjection } from '@/lib/notices/fold-targets';
import type { ChangeWebhookInput, WebhookRow } from '@/lib/notices/schema-targets';
import { forgetTargets } from '@/lib/notices/server/targets';

const WHAT = 'This webhook';

/** A webhook as this transaction has left it. */
export async function webhookAfter(tx: Tx, id: string): Promise<WebhookRow> {
  const row = await tx.row(webhookProjection, id);
  if (!row) throw new NotFound(WHAT);
  return row;
}

/** A webhook that was not removed, held until the transaction ends. @throws NotFound */
export async function holdWebhook(
  tx: Tx,
  id: string,
): Promise<WebhookRow & { state: 'active' | 'paused' }> {
  if (!id.startsWith('whk_')) throw new NotFound(WHAT);
  await tx.lock(id);
  const { state, ...row } = await webhookAfter(tx, id);
  if (state === 'removed') throw new NotFound(WHAT);
  return { ...row, state };
}

/** Changes what a webhook is told of, or pauses it. Where it posts to stays: add another for that. */
export async function changeWebhook(
  ctx: Ctx,
  { id, ...input }: ChangeWebhookInput & { id: string },
): Promise<WebhookRow> {
  demand(ctx.actor, 'webhook.manage', {}, WHAT);
  return write(ctx, async (tx) => {
    const row = await holdWebhook(tx, id);
    const payload = {
      name: input.name ?? row.name,
      services: input.services ?? row.services,
      kinds: input.kinds ?? row.kinds,
      state: input.state ?? row.state,
    };
    await tx.append(id, [{ kind: 'webhook.changed', payload }]);
    return webhookAfter(tx, id);
  });
}

/** Posts nothing there any more, and forgets the address and the secret. */
export async function removeWebhook(ctx: Ctx, { id }: { id: string }): Promise<WebhookRow> {
  demand(ctx.actor, 'webhook.manage', {}, WHAT);
  return write(ctx, async (tx) => {
    await holdWebhook(tx, id);
    await tx.append(id, [{ kind: 'webhook.removed', payload: {} }]);
    await forgetTargets(tx, [id]);
    return webhookAfter(tx, id);
  });
}
