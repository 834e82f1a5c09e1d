import { count, items, known, notStated } from '@/lib/drift/components/component';
import type { DriftFacts, EvidenceFact } from '@/lib/drift/facts';
import type { DriftComponent } from '@/lib/drift/schema';

const HOUR_MS = 3_600_000;
/** What happened the day before belongs to an incident's story: deployments, yesterday's load. */
const BEFORE_MS = 24 * HOUR_MS;
/** Clocks of sources differ. */
const SLACK_MS = HOUR_MS / 4;

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
 * outside the time from a day before the incident to the moment it was read. Null where no item
 * says either.
 */
export function distance(facts: DriftFacts): DriftComponent {
  const placed = facts.evidence.flatMap((item) => {
    const parts = [ofService(item, facts), ofTime(item, facts)].filter((each) => each !== null);
    return parts.length === 0 ? [] : [{ id: item.id, far: Math.max(...parts) }];
  });
  if (placed.length === 0) {
    return notStated('distance', 'no item says which service or time it is about');
  }
  const away = placed.filter(({ far }) => far > 0);
  const mean = placed.reduce((sum, { far }) => sum + far, 0) / placed.length;
  const of = count(placed.length, 'item');
  const sentence =
    away.length === 0
      ? `All of ${of} ${placed.length === 1 ? 'is' : 'are'} about the incident’s service, its neighbours and its time.`
      : `${away.length} of ${of} ${away.length === 1 ? 'is' : 'are'} about a service that is no neighbour, or about another time.`;
  return known('distance', mean, sentence, items(away.map(({ id }) => id)));
}
