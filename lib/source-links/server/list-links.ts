import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { sourceLinkProjection } from '@/lib/source-links/fold';
import type { SourceLinkRow } from '@/lib/source-links/schema';

const MOST = 500;

/** The links that bear on what the actor may see, newest first. A bound to other services is not told. */
export async function listLinks({ actor }: Ctx): Promise<{ items: SourceLinkRow[] }> {
  demand(actor, 'source_link.read', {}, 'Links to sources');
  const found = await db().sourceLink.findMany({
    where: { state: 'active' },
    orderBy: { id: 'desc' },
    take: MOST,
  });
  const rows = parseRows(sourceLinkProjection, found);
  const readable = readableServices(actor);
  if (readable === '*') return { items: rows };
  const known = new Set(['*', ...readable]);
  return {
    items: rows.flatMap((row) => {
      const services = row.services.filter((each) => known.has(each));
      return services.length > 0 ? [{ ...row, services }] : [];
    }),
  };
}
