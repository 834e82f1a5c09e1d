import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { write } from '@/lib/log/write';
import type { SourceLinkRow } from '@/lib/source-links/schema';
import { holdLink, linkAfter, WHAT } from './hold-link';

/** Offers it no more; what it was stays in the record. @throws NotFound */
export async function removeLink(ctx: Ctx, { id }: { id: string }): Promise<SourceLinkRow> {
  demand(ctx.actor, 'source_link.manage', {}, WHAT);
  return write(ctx, async (tx) => {
    await holdLink(tx, id);
    await tx.append(id, [{ kind: 'source_link.removed', payload: {} }]);
    return linkAfter(tx, id);
  });
}
