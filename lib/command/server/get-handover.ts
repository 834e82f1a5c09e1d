import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { handoverProjection } from '@/lib/command/fold';
import type { HandoverRow } from '@/lib/command/schema';
import { db } from '@/lib/db/client';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { parseRows } from '@/lib/log/rows';

/** The latest hand-over of an incident's command, if there ever was one. */
export async function getHandover(
  ctx: Ctx,
  { id }: { id: string },
): Promise<{ handover: HandoverRow | null }> {
  await getIncident(ctx, { id });
  const found = await db().handover.findMany({ where: { incidentId: id } });
  return { handover: parseRows(handoverProjection, found)[0] ?? null };
}
