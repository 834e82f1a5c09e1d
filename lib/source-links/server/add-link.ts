import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import type { AddSourceLinkInput, SourceLinkRow } from '@/lib/source-links/schema';
import { linkAfter } from './hold-link';

/** Offers a way from evidence to its source from now on. The schema has judged the template. */
export async function addLink(ctx: Ctx, input: AddSourceLinkInput): Promise<SourceLinkRow> {
  demand(ctx.actor, 'source_link.manage', {}, 'Links to sources');
  return write(ctx, async (tx) => {
    const id = newId('lnk');
    await tx.append(id, [{ kind: 'source_link.added', payload: input }]);
    return linkAfter(tx, id);
  });
}
