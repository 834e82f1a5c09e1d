import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { write } from '@/lib/log/write';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import type { DeclareServiceInput, ServiceRow } from '@/lib/services/schema';

/** Puts a service in the catalogue, or changes what the catalogue says of it. @throws Forbidden */
export async function declareService(ctx: Ctx, input: DeclareServiceInput): Promise<ServiceRow> {
  return write(ctx, async (tx) => {
    const { name } = input;
    demand(ctx.actor, 'service.manage', { service: name }, 'This service');
    const stream = serviceStream(name);
    await tx.lock(stream, { service: name });
    const payload = {
      name,
      environments: [...new Set(input.environments)],
      dependsOn: [...new Set(input.dependsOn)],
      owners: input.owners,
      trafficShare: input.trafficShare ?? null,
      actionKinds: input.actionKinds ?? {},
    };
    await tx.append(stream, [{ kind: 'service.declared', payload }]);
    const row = await tx.row(serviceProjection, name);
    if (!row) throw new Error(`Service ${name} was declared and cannot be read.`);
    return row;
  });
}
