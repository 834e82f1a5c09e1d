import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import type { ServiceRow } from '@/lib/services/schema';
import { serviceNow } from '@/lib/services/server/declare-service';
import { SERVICES } from '@/lib/services/server/topics';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Withdraws a service from the catalogue: what was declared of it holds no more, so that every
 * change of it needs people. Its history stays, and it can be declared anew.
 * @throws NotFound, Forbidden; Conflict `not-declared`
 */
export async function retireService(
  ctx: Ctx,
  { name, reason }: { name: string; reason: string },
): Promise<ServiceRow> {
  const hidden = maskSecrets(reason);
  return write(ctx, async (tx) => {
    demand(ctx.actor, 'service.manage', { service: name }, 'This service');
    await tx.lock(serviceStream(name));
    const row = await tx.row(serviceProjection, name);
    if (!row?.declared) {
      throw new Conflict('not-declared', `${name} stands in the catalogue no more.`);
    }
    const payload = { name, reason: hidden.value, ...maskedCount(hidden) };
    await tx.append(serviceStream(name), [{ kind: 'service.retired', payload }]);
    tx.nudge(SERVICES);
    return serviceNow(tx, name);
  });
}
