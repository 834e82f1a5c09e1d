import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { readablePlaces } from '@/lib/access/permissions';
import { reaches, touches } from '@/lib/access/reach';
import { db } from '@/lib/db/client';
import { INSTALLATION } from '@/lib/freeze/fold';
import type { Mention } from '@/lib/log/read';

/** An incident never moves, so where it is has to be asked once. */
async function environmentOf(incidentId: string, known: Map<string, string>): Promise<string> {
  const before = known.get(incidentId);
  if (before !== undefined) return before;
  const row = await db().incident.findUniqueOrThrow({
    where: { id: incidentId },
    select: { environment: true },
  });
  known.set(incidentId, row.environment);
  return row.environment;
}

/** Whether an actor may hear that something happened there. */
export function hearing(actor: Actor): (mention: Mention) => Promise<boolean> {
  const places = readablePlaces(actor);
  const known = new Map<string, string>();
  return async ({ stream, service, incidentId }) => {
    // What befalls the whole installation, as a freeze of everything, is everybody's to know.
    if (places === '*' || stream === INSTALLATION) return true;
    if (service === null) return false;
    const near = places.filter((place) => touches(place, service));
    // What is of the service and of no incident, as a freeze of it, is in every environment.
    if (near.length === 0 || incidentId === null) return near.length > 0;
    if (near.some(({ environments }) => environments === undefined)) return true;
    const environment = await environmentOf(incidentId, known);
    return near.some((place) => reaches(place, { service, environment }));
  };
}
