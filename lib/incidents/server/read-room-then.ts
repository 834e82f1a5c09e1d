import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { cutOf } from '@/lib/incidents/server/cut-of';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { freezesThen, incidentThen, runsEver } from '@/lib/incidents/server/incident-then';
import { readRef, readRefs } from '@/lib/incidents/server/parts';
import type { RoomView } from '@/lib/incidents/views';
import { readRoomInvestigationThen } from '@/lib/investigations/server/read-room-then';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import type { Moment } from '@/lib/live/instant';
import { placeAt } from '@/lib/live/server/place-at';

const MOMENT = 'That moment of this incident';

/**
 * The room as it was known at a moment: at a seq of one of its investigations, or at an instant. Who
 * may read it is asked of the present.
 * @throws NotFound before the incident was opened, Invalid for a seq of no run
 */
export async function readRoomThen(
  ctx: Ctx,
  { id, run, moment }: { id: string; run?: string | undefined; moment: Moment },
): Promise<RoomView> {
  const now = await getIncident(ctx, { id });
  const rows = await runsEver(ctx, id);
  const chosen = run === undefined ? rows.at(-1) : rows.find((row) => row.id === run);
  if (run !== undefined && !chosen) throw new NotFound('This investigation');
  const { by, ...place } = await cutOf(moment, chosen);
  const [{ incident, service, events, partIds }, freezes] = await Promise.all([
    incidentThen(now, by),
    freezesThen(ctx, now.service, by),
  ]);
  if (!incident) throw new NotFound(MOMENT);
  const shown = new Set([id, ...partIds]);
  const { mergedInto, commanderId } = incident;
  const [survivor, parts, ...runs] = await Promise.all([
    mergedInto ? readRef(ctx.actor, mergedInto) : null,
    readRefs(ctx.actor, partIds),
    ...rows.map(async (row) => {
      if (!shown.has(row.incidentId)) return undefined;
      const seq = row === chosen ? place.seq : await placeAt(row.id, by, 'recordedAt');
      return seq > 0 ? readRoomInvestigationThen(row.id, seq, by) : undefined;
    }),
  ]);
  const commander = commanderId
    ? await db().person.findUnique({
        where: { id: commanderId },
        select: { id: true, name: true },
      })
    : null;
  return {
    incident,
    service,
    incidentEvents: events.map(withoutBodies),
    survivor,
    parts,
    commander,
    investigations: runs.filter((each) => each !== undefined),
    rights: {},
    now: place.at,
    asOf: { ...place, freezes },
  };
}
