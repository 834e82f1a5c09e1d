import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { parseRows } from '@/lib/log/rows';

/** One incident. @throws NotFound where it is not there, or not the actor's to know of. */
export async function getIncident(ctx: Ctx, { id }: { id: string }): Promise<IncidentRow> {
  const [row] = parseRows(incidentProjection, await db().incident.findMany({ where: { id } }));
  if (!row) throw new NotFound('This incident');
  const { service, environment } = row;
  demand(ctx.actor, 'incident.read', { service, environment }, 'This incident');
  return row;
}
