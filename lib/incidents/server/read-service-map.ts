import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { readablePlaces, readableServices } from '@/lib/access/permissions';
import { placesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import { incidentProjection } from '@/lib/incidents/fold';
import type { ServiceMap } from '@/lib/incidents/service-map';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection } from '@/lib/services/fold';
import { undeclaredDependencies } from '@/lib/services/rules';

/** Beyond this many a drawing shows nothing any more; the list of services goes on by pages. */
const MOST_SERVICES = 2_000;
const MOST_INCIDENTS = 500;

/** The services that the actor may know of and the incidents open on them. @throws Forbidden */
export async function readServiceMap(ctx: Ctx): Promise<ServiceMap> {
  demand(ctx.actor, 'service.read', {}, 'This');
  const readable = readableServices(ctx.actor);
  const readsAll = readablePlaces(ctx.actor) === '*';
  const found = await db().service.findMany({
    where: {
      ...(readsAll ? {} : { declared: true }),
      ...(readable === '*' ? {} : { name: { in: readable } }),
    },
    orderBy: { name: 'asc' },
    take: MOST_SERVICES + 1,
  });
  const open = await db().incident.findMany({
    where: {
      status: { in: ['open', 'mitigated'] },
      mergedInto: null,
      ...placesSeen(ctx.actor),
    },
    orderBy: [{ severity: 'asc' }, { openedAt: 'desc' }],
    take: MOST_INCIDENTS,
  });
  const services = parseRows(serviceProjection, found.slice(0, MOST_SERVICES));
  const known = new Set(services.map(({ name }) => name));
  return {
    services,
    missing: readsAll
      ? undeclaredDependencies(services).filter(({ name }) => !known.has(name))
      : [],
    openIncidents: parseRows(incidentProjection, open).map(({ id, title, severity, service }) => ({
      id,
      title,
      severity,
      service,
    })),
    isCut: found.length > MOST_SERVICES,
  };
}
