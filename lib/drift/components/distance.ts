import { count, items, known, notStated } from '@/lib/drift/components/component';
import type { DriftFacts, EvidenceFact } from '@/lib/drift/facts';
import type { DriftComponent } from '@/lib/drift/schema';

const HOUR_MS = 3_600_000;
/** What happened the day before belongs to an incident's story: deployments, yesterday's load. */
const BEFORE_MS = 24 * HOUR_MS;
/** Clocks of sources differ. */
const SLACK_MS = HOUR_MS / 4;

/** The mean over fewer items is taken over so many: one look elsewhere is no direction. */
const LEAST = 5;

/** 0 at the service or next to it in the catalogue's graph, a half at two edges, 1 beyond. */
function ofService({ service }: EvidenceFact, { incident, hops }: DriftFacts): number | null {
  if (service === null) return null;
  if (service === incident.service) return 0;
  if (!hops) return null;
  const away = hops.get(service);
  if (away === undefined || away > 2) return 1;
  return away === 2 ? 0.5 : 0;
}

/** 0 where the time it tells of touches the incident's, 1 where it does not. */
function ofTime({ fromMs, toMs, knownMs }: EvidenceFact, { incident }: DriftFacts): number | null {
  const [from, to] = [fromMs ?? toMs, toMs ?? fromMs];
  if (from === null || to === null) return null;
  const opens = incident.startedMs - BEFORE_MS - SLACK_MS;
  return to < opens || from > knownMs + SLACK_MS ? 1 : 0;
}

/**
 * How far from its incident the investigation looks: the mean, over the items that say where or
 * when, of the larger of two distances. Service: edges in the catalogue's graph, either way (0 or 1
 * edge counts 0, two count ½, more or none 1). Time: 1 where the window observed lies wholly
 * outside the time from a day before the incident to the moment it was read. The mean of fewer than
 * five is taken over five. Null where no item says either, or where the catalogue knows no edge and
 * most items are about another service: those at its own would say that all is near.
 */
export function distance(facts: DriftFacts): DriftComponent {
  const placed = facts.evidence.flatMap((item) => {
    const parts = [ofService(item, facts), ofTime(item, facts)].filter((each) => each !== null);
    return parts.length === 0 ? [] : [{ id: item.id, far: Math.max(...parts) }];
  });
  const placedIds = new Set(placed.map(({ id }) => id));
  const unplaced = facts.evidence.filter(
    ({ id, service }) => service !== null && !placedIds.has(id),
  );
  if (unplaced.length > placed.length) {
    return notStated('distance', 'the catalogue does not know what is next to the service');
  }
  if (placed.length === 0) {
    return notStated('distance', 'no item says which service or time it is about');
  }
  const away = placed.filter(({ far }) => far > 0);
  const sum = placed.reduce((total, { far }) => total + far, 0);
  const of = count(placed.length, 'item');
  const said =
    away.length === 0
      ? `All of ${of} ${placed.length === 1 ? 'is' : 'are'} about the incident’s service, its neighbours and its time`
      : `${away.length} of ${of} ${away.length === 1 ? 'is' : 'are'} about a service that is no neighbour, or about another time`;
  const rest =
    unplaced.length === 0 ? '' : `; ${count(unplaced.length, 'more', 'more')} cannot be placed`;
  return known(
    'distance',
    sum / Math.max(LEAST, placed.length),
    `${said}${rest}.`,
    items(away.map(({ id }) => id)),
  );
}
