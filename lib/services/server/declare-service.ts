import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { type Tx, write } from '@/lib/log/write';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import { changesBetween, factsOf } from '@/lib/services/rules';
import type { DeclareServiceInput, ServiceRow } from '@/lib/services/schema';
import { SERVICES } from '@/lib/services/server/topics';

/** The service as this transaction has left it. */
export async function serviceNow(tx: Tx, name: string): Promise<ServiceRow> {
  const row = await tx.row(serviceProjection, name);
  if (!row) throw new Error(`Service ${name} was written and cannot be read.`);
  return row;
}

/** Puts a service in the catalogue, or changes what the catalogue says of it. @throws Forbidden */
export async function declareService(ctx: Ctx, input: DeclareServiceInput): Promise<ServiceRow> {
  return write(ctx, async (tx) => {
    const { name } = input;
    demand(ctx.actor, 'service.manage', { service: name }, 'This service');
    const stream = serviceStream(name);
    await tx.lock(stream, { service: name });
    const payload = factsOf(input);
    const before = await tx.row(serviceProjection, name);
    const isSame = before?.declared && changesBetween(before, payload).length === 0;
    // Said again, it is no change, and history is of changes.
    if (!isSame) await tx.append(stream, [{ kind: 'service.declared', payload }]);
    tx.nudge(SERVICES);
    return serviceNow(tx, name);
  });
}
