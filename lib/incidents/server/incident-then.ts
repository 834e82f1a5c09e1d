import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { freezeProjection } from '@/lib/freeze/fold';
import { EVERYTHING } from '@/lib/freeze/schema';
import { showFreeze } from '@/lib/freeze/server/list-freezes';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { partIdsAfter } from '@/lib/incidents/part-ids';
import { investigationProjection } from '@/lib/investigations/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { resourceOf } from '@/lib/investigations/server/load';
import type { AsOf } from '@/lib/live/instant';
import { rowsThen } from '@/lib/live/past';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import { readStream, readStreamsUntil } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection, serviceStream } from '@/lib/services/fold';

/** Of an incident’s own stream: beyond any that people and alerts make. */
const MOST_EVENTS = 100_000;
const PAST = [listed(incidentProjection), listed(serviceProjection)];

/** The incident, undefined before it was opened, and its service in the catalogue, as they were by an instant. */
export async function incidentThen(incident: IncidentRow, by: string) {
  const events = await readStreamsUntil([incident.id, serviceStream(incident.service)], by);
  const tables: Tables = new Map();
  for (const event of events) foldInto(tables, PAST, event);
  const [then] = rowsThen(tables, incidentProjection);
  const [service] = rowsThen(tables, serviceProjection);
  const own = events.filter(({ stream }) => stream === incident.id);
  return {
    incident: then,
    service: service ?? null,
    events: own,
    partIds: partIdsAfter(own),
  };
}

/** Runs that the room has ever shown and the asker may know of: its own, and of what joined it. */
export async function runsEver(ctx: Ctx, id: string): Promise<InvestigationRow[]> {
  const joined = await readStream(id, 0, MOST_EVENTS);
  const ever = joined.filter(({ kind }) => kind === 'incident.joined');
  const found = await db().investigation.findMany({
    where: { incidentId: { in: [id, ...partIdsAfter(ever)] } },
    orderBy: { startedAt: 'asc' },
  });
  return parseRows(investigationProjection, found).filter(
    (row) => can(ctx.actor, 'investigation.read', resourceOf(row)).allowed,
  );
}

export async function freezesThen(ctx: Ctx, service: string, by: string): Promise<AsOf['freezes']> {
  const found = await db().freeze.findMany({
    where: {
      service: { in: [EVERYTHING, service] },
      setAt: { lte: by },
      OR: [{ liftedAt: null }, { liftedAt: { gt: by } }],
    },
  });
  return parseRows(freezeProjection, found).map((row) => ({
    ...showFreeze(ctx.actor, row),
    state: 'active',
    liftRequest: row.liftRequest && row.liftRequest.at <= by ? row.liftRequest : null,
    agreedBy: null,
    liftedAt: null,
  }));
}
