import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { write } from '@/lib/log/write';
import type { ChangeSourceLinkInput, SourceLinkRow } from '@/lib/source-links/schema';
import { holdLink, linkAfter, WHAT } from './hold-link';

/** Changes where a link leads, or what it is for. @throws NotFound */
export async function changeLink(
  ctx: Ctx,
  { id, ...input }: ChangeSourceLinkInput & { id: string },
): Promise<SourceLinkRow> {
  demand(ctx.actor, 'source_link.manage', {}, WHAT);
  return write(ctx, async (tx) => {
    const row = await holdLink(tx, id);
    const payload = {
      name: input.name ?? row.name,
      sources: input.sources ?? row.sources,
      services: input.services ?? row.services,
      environments: input.environments ?? row.environments,
      template: input.template ?? row.template,
    };
    await tx.append(id, [{ kind: 'source_link.changed', payload }]);
    return linkAfter(tx, id);
  });
}
