import 'server-only';
import { NotFound } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';
import { sourceLinkProjection } from '@/lib/source-links/fold';
import type { SourceLinkRow } from '@/lib/source-links/schema';

export const WHAT = 'This link';

/** A link as this transaction has left it. @throws NotFound */
export async function linkAfter(tx: Tx, id: string): Promise<SourceLinkRow> {
  const row = await tx.row(sourceLinkProjection, id);
  if (!row) throw new NotFound(WHAT);
  return row;
}

/** A link that was not removed, held until the transaction ends. @throws NotFound */
export async function holdLink(tx: Tx, id: string): Promise<SourceLinkRow> {
  if (!id.startsWith('lnk_')) throw new NotFound(WHAT);
  await tx.lock(id);
  const row = await linkAfter(tx, id);
  if (row.state === 'removed') throw new NotFound(WHAT);
  return row;
}
