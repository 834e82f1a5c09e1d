import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import type { AddedWebhook, AddWebhookInput } from '@/lib/notices/schema-targets';
import { demandPostable } from '@/lib/notices/server/guarded-post';
import { demandNoticeKeys } from '@/lib/notices/server/notice-keys';
import { keepTarget } from '@/lib/notices/server/targets';
import { webhookAfter } from '@/lib/notices/server/change-webhook';

/** As Standard Webhooks has it: 24 to 64 random bytes, in base64. */
const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Has notices posted to an address from now on. The secret that signs them is shown this once.
 * @throws Invalid; Conflict `no-notice-keys`
 */
export async function addWebhook(
  ctx: Ctx,
  { name, url, services, kinds }: AddWebhookInput,
): Promise<AddedWebhook> {
  demand(ctx.actor, 'webhook.manage', {}, 'Webhooks');
  const { host } = demandPostable(url, 'url');
  demandNoticeKeys();
  const secret = newSigningSecret();
  return write(ctx, async (tx) => {
    const id = newId('whk');
    await keepTarget(tx, id, { url, secret });
    await tx.append(id, [{ kind: 'webhook.added', payload: { name, host, services, kinds } }]);
    return { webhook: await webhookAfter(tx, id), secret };
  });
}
