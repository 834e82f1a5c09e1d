import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can, readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import {
  type Candidate,
  type RelatedGroup,
  relatedGroups,
  WITHIN_MS,
} from '@/lib/incidents/related';
import { sayGroup, sayLink } from '@/lib/incidents/related-words';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { MergeOffer } from '@/lib/incidents/schema-merge';
import { serviceRow } from '@/lib/services/schema';

/** Beyond this many nobody reads on; merging some brings the next. */
const MOST_OFFERS = 20;
const MOST_SERVICES = 2_000;

const dependent = serviceRow.pick({ name: true, dependsOn: true });

type Known = Candidate & Pick<IncidentRow, 'title'>;

const candidateOf = (row: IncidentRow): Known => {
  const { id, title, service, environment, severity, apartFrom, startedAt, alerts } = row;
  const starts = alerts.map(({ startsAt }) => startsAt).sort();
  return { id, title, service, environment, severity, apartFrom, beganAt: starts[0] ?? startedAt };
};

/** Whether any two began near enough to be asked about: in most floors none did. */
function areAnyNear(candidates: readonly Known[]): boolean {
  const times = candidates.map(({ beganAt }) => Date.parse(beganAt)).sort((a, b) => a - b);
  return times.some((time, index) => time - (times[index - 1] ?? -Infinity) <= WITHIN_MS);
}

function offerOf(actor: Actor, group: RelatedGroup<Known>): MergeOffer {
  const { survivor, others } = group;
  const all = [{ incident: survivor, why: '' }].concat(
    others.map(({ incident, link }) => ({ incident, why: sayLink(link) })),
  );
  const refused = all
    .map(({ incident }) => can(actor, 'incident.merge', incident))
    .find(({ allowed }) => !allowed);
  return {
    survivorId: survivor.id,
    incidents: all.map(({ incident: { apartFrom: _apartFrom, ...shown }, why }) => ({
      ...shown,
      why,
    })),
    why: sayGroup(group),
    refusal: refused && !refused.allowed ? refused.reason : null,
  };
}

/**
 * Which of these incidents may be one outage, the largest group first. Decided by what the asker may
 * know of the catalogue.
 */
export async function readOffers(
  actor: Actor,
  rows: readonly IncidentRow[],
): Promise<MergeOffer[]> {
  const candidates = rows
    .filter(({ clock, mergedInto }) => clock === 'live' && mergedInto === null)
    .map(candidateOf);
  if (!areAnyNear(candidates)) return [];
  const readable = readableServices(actor);
  const found = await db().service.findMany({
    where: { declared: true, ...(readable === '*' ? {} : { name: { in: readable } }) },
    orderBy: { name: 'asc' },
    take: MOST_SERVICES,
    select: { name: true, dependsOn: true },
  });
  const services = found.map((row) => dependent.parse(row));
  return relatedGroups(candidates, services)
    .toSorted((a, b) => b.others.length - a.others.length)
    .slice(0, MOST_OFFERS)
    .map((group) => offerOf(actor, group));
}
