import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { coSigningRolesOf } from '@/lib/actions/server/signing-roles';
import { db } from '@/lib/db/client';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { readParts, readRef, runsOfRoom } from '@/lib/incidents/server/parts';
import { roomRightsOf } from '@/lib/incidents/room-rights';
import type { RoomView } from '@/lib/incidents/views';
import { readRoomInvestigation } from '@/lib/investigations/server/read-room';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { databaseNow } from '@/lib/log/clock';
import { readStreamBefore } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection } from '@/lib/services/fold';

/** The newest of an incident’s own: alerts of a storm may be thousands. */
const INCIDENT_EVENTS = 200;
/** Past any seq. */
const END = 2_147_483_647;

/** Everything the room of an incident starts from. */
export async function readRoom(ctx: Ctx, { id }: { id: string }): Promise<RoomView> {
  const incident = await getIncident(ctx, { id });
  const parts = await readParts(ctx.actor, id);
  const { mergedInto } = incident;
  const [rows, survivor, commander, service, events, signers, now] = await Promise.all([
    runsOfRoom(ctx.actor, id, parts),
    mergedInto ? readRef(ctx.actor, mergedInto) : null,
    incident.commanderId
      ? db().person.findUnique({
          where: { id: incident.commanderId },
          select: { id: true, name: true },
        })
      : null,
    db().service.findUnique({ where: { name: incident.service } }),
    readStreamBefore(id, END, INCIDENT_EVENTS),
    coSigningRolesOf(ctx.actor),
    databaseNow(),
  ]);
  const [known] = service ? parseRows(serviceProjection, [service]) : [];
  return {
    incident,
    commander,
    service: known ?? null,
    survivor,
    parts,
    incidentEvents: events.map(withoutBodies),
    investigations: await Promise.all(rows.map(readRoomInvestigation)),
    rights: roomRightsOf(ctx.actor, [incident, ...parts], signers),
    now: now.toISOString(),
    asOf: null,
  };
}
