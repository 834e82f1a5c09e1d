import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { placesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import type { EvidenceSource } from '@/lib/evidence/schema';
import { evidenceProjection } from '@/lib/evidence/fold';
import { parseRows } from '@/lib/log/rows';
import type { LinkSample } from '@/lib/source-links/schema';

const RUNS = 20;
const SAMPLES = 20;

/** The newest evidence of a source, in the newest runs that the actor may see: what links are tried on. */
export async function listSamples(
  { actor }: Ctx,
  { source }: { source: EvidenceSource },
): Promise<{ items: LinkSample[] }> {
  demand(actor, 'source_link.manage', {}, 'Links to sources');
  const runs = await db().investigation.findMany({
    where: placesSeen(actor),
    orderBy: { id: 'desc' },
    take: RUNS,
    select: { id: true },
  });
  const found = await db().evidence.findMany({
    where: { investigationId: { in: runs.map(({ id }) => id) }, source },
    orderBy: [{ recordedAt: 'desc' }, { key: 'desc' }],
    take: SAMPLES,
  });
  const rows = parseRows(evidenceProjection, found);
  return {
    items: rows.map(
      ({ title, service, environment, query, observedFrom, observedTo, recordedAt }) => ({
        source,
        title,
        service,
        environment,
        query,
        observedFrom,
        observedTo,
        recordedAt,
      }),
    ),
  };
}
