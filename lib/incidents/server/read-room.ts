import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { getIncident } from '@/lib/incidents/server/get-incident';
import type { RoomView } from '@/lib/incidents/views';
import { investigationProjection } from '@/lib/investigations/fold';
import { resourceOf } from '@/lib/investigations/server/load';
import { readRoomInvestigation } from '@/lib/investigations/server/read-room';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { databaseNow } from '@/lib/log/clock';
import { readStream } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection } from '@/lib/services/fold';

const INCIDENT_EVENTS = 200;

/** Everything the room of an incident starts from. */
export async function readRoom(ctx: Ctx, { id }: { id: string }): Promise<RoomView> {
  const incident = await getIncident(ctx, { id });
  const [found, commander, service, events, now] = await Promise.all([
    db().investigation.findMany({ where: { incidentId: id }, orderBy: { startedAt: 'asc' } }),
    incident.commanderId
      ? db().person.findUnique({
          where: { id: incident.commanderId },
          select: { id: true, name: true },
        })
      : null,
    db().service.findUnique({ where: { name: incident.service } }),
    readStream(id, 0, INCIDENT_EVENTS),
    databaseNow(),
  ]);
  const rows = parseRows(investigationProjection, found).filter(
    (row) => can(ctx.actor, 'investigation.read', resourceOf(row)).allowed,
  );
  const [known] = service ? parseRows(serviceProjection, [service]) : [];
  return {
    incident,
    commander,
    service: known ?? null,
    incidentEvents: events.map(withoutBodies),
    investigations: await Promise.all(rows.map(readRoomInvestigation)),
    now: now.toISOString(),
    asOf: null,
  };
}
