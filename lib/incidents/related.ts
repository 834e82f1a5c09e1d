import { groupBy } from '@/lib/incidents/group-by';
import type { Severity } from '@/lib/incidents/schema';

/** What the rule asks of an incident. */
export interface Candidate {
  id: string;
  service: string;
  environment: string;
  severity: Severity;
  /** When the first of its alerts began. */
  beganAt: string;
  apartFrom: readonly string[];
}

/** What the catalogue declares of a service. */
export interface Dependent {
  name: string;
  dependsOn: readonly string[];
}

/** Why two incidents are thought one: a way through the catalogue, and how near they began. */
export interface Link {
  /** From what depends to what it depends on; one name where both are on the same service. */
  way: readonly string[];
  apartMs: number;
}

export interface RelatedGroup<Each extends Candidate = Candidate> {
  survivor: Each;
  /** By when they began; each with why it belongs. */
  others: { incident: Each; link: Link }[];
}

/** Alerts of one outage come in within this. */
export const WITHIN_MS = 10 * 60_000;
/** Dependencies further away than this are related to everything. */
export const DEEPEST = 3;
/** Services that are looked at around one, nearest first: a hub must not make the rule slow. */
export const MOST_VISITED = 400;
/** Incidents in one offer. */
export const MOST_IN_GROUP = 200;

const began = ({ beganAt }: Candidate): number => Date.parse(beganAt);

/** Ways down from a service to others that are asked about, shortest first. */
function waysDown(
  from: string,
  edges: ReadonlyMap<string, readonly string[]>,
  isAsked: (name: string) => boolean,
): Map<string, readonly string[]> {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  const found = new Map<string, readonly string[]>();
  const wayTo = (name: string): string[] => {
    const way: string[] = [];
    for (let at: string | undefined = name; at !== undefined; at = before.get(at)) way.unshift(at);
    return way;
  };
  let ring = [from];
  for (let depth = 0; depth < DEEPEST && ring.length > 0; depth += 1) {
    const next: string[] = [];
    for (const name of ring) {
      for (const below of edges.get(name) ?? []) {
        if (before.has(below) || before.size >= MOST_VISITED) continue;
        before.set(below, name);
        next.push(below);
        if (isAsked(below)) found.set(below, wayTo(below));
      }
    }
    ring = next;
  }
  return found;
}

interface Pair<Each> {
  a: Each;
  b: Each;
  way: readonly string[];
  apartMs: number;
}

/** Each of two lists beside its neighbours in time in the other: enough to join what is near. */
function neighbours<Each extends Candidate>(
  above: readonly Each[],
  below: readonly Each[],
  way: readonly string[],
): Pair<Each>[] {
  const all = [
    ...above.map((each) => ({ each, isAbove: true })),
    ...below.map((each) => ({ each, isAbove: false })),
  ].sort((a, b) => began(a.each) - began(b.each) || a.each.id.localeCompare(b.each.id));
  const pairs: Pair<Each>[] = [];
  const last: { above?: Each; below?: Each } = {};
  for (const { each, isAbove } of all) {
    const other = isAbove ? last.below : last.above;
    if (other) {
      const [a, b] = isAbove ? [each, other] : [other, each];
      const apartMs = Math.abs(began(a) - began(b));
      if (apartMs <= WITHIN_MS) pairs.push({ a, b, way, apartMs });
    }
    last[isAbove ? 'above' : 'below'] = each;
  }
  return pairs;
}

/** Consecutive incidents of one service. */
function siblings<Each extends Candidate>(name: string, own: readonly Each[]): Pair<Each>[] {
  return own.slice(1).flatMap((b, index) => {
    const a = own[index];
    if (!a) return [];
    const apartMs = began(b) - began(a);
    return apartMs <= WITHIN_MS ? [{ a, b, way: [name], apartMs }] : [];
  });
}

interface Bunch<Each> {
  members: Each[];
  from: number;
  until: number;
}

/** Whether somebody said of one of these that it is not the same as one of those. */
function isToldApart<Each extends Candidate>(one: Bunch<Each>, other: Bunch<Each>): boolean {
  const ids = new Set(other.members.map(({ id }) => id));
  if (one.members.some(({ apartFrom }) => apartFrom.some((id) => ids.has(id)))) return true;
  const own = new Set(one.members.map(({ id }) => id));
  return other.members.some(({ apartFrom }) => apartFrom.some((id) => own.has(id)));
}

/**
 * Joins pairs, nearest first, as long as all of a bunch began within the ten minutes, nobody told
 * any two of them apart, and there are not too many.
 */
function bunch<Each extends Candidate>(
  pairs: Pair<Each>[],
): { members: Each[]; pairs: Pair<Each>[] }[] {
  const bunchOf = new Map<string, Bunch<Each> & { pairs: Pair<Each>[] }>();
  const ownOf = (each: Each) => {
    const known = bunchOf.get(each.id);
    if (known) return known;
    const made = { members: [each], from: began(each), until: began(each), pairs: [] };
    bunchOf.set(each.id, made);
    return made;
  };
  const nearest = pairs.toSorted(
    (x, y) =>
      x.way.length - y.way.length ||
      x.apartMs - y.apartMs ||
      x.a.id.localeCompare(y.a.id) ||
      x.b.id.localeCompare(y.b.id),
  );
  for (const pair of nearest) {
    const [one, other] = [ownOf(pair.a), ownOf(pair.b)];
    if (one === other) {
      one.pairs.push(pair);
      continue;
    }
    const [from, until] = [Math.min(one.from, other.from), Math.max(one.until, other.until)];
    const isTooMany = one.members.length + other.members.length > MOST_IN_GROUP;
    if (isTooMany || until - from > WITHIN_MS || isToldApart(one, other)) continue;
    const [large, small] = one.members.length >= other.members.length ? [one, other] : [other, one];
    large.members.push(...small.members);
    large.pairs.push(...small.pairs, pair);
    Object.assign(large, { from, until });
    for (const { id } of small.members) bunchOf.set(id, large);
  }
  return [...new Set(bunchOf.values())].filter(({ members }) => members.length > 1);
}

/** Of those in a bunch the one that most others depend on and that depends on fewest of them. */
function upstream<Each extends Candidate>(
  members: readonly Each[],
  ways: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
): Each | undefined {
  const services = [...new Set(members.map(({ service }) => service))];
  const score = new Map(services.map((name) => [name, 0]));
  for (const name of services) {
    for (const below of ways.get(name)?.keys() ?? []) {
      if (!score.has(below)) continue;
      score.set(below, (score.get(below) ?? 0) + 1);
      score.set(name, (score.get(name) ?? 0) - 1);
    }
  }
  const scoreOf = ({ service }: Each) => score.get(service) ?? 0;
  return members.toSorted(
    (a, b) =>
      scoreOf(b) - scoreOf(a) ||
      began(a) - began(b) ||
      a.severity.localeCompare(b.severity) ||
      a.id.localeCompare(b.id),
  )[0];
}

/**
 * Open incidents that may be one outage: on services of one environment that depend on each other
 * by the catalogue, or on the same one, all begun within ten minutes. What the catalogue does not
 * declare is related to nothing. Pure; near linear in incidents and dependencies, and the same for
 * any order of either.
 */
export function relatedGroups<Each extends Candidate>(
  incidents: readonly Each[],
  services: readonly Dependent[],
): RelatedGroup<Each>[] {
  const edges = new Map(services.map(({ name, dependsOn }) => [name, dependsOn.toSorted()]));
  const byEnvironment = groupBy(
    incidents.filter(({ service }) => edges.has(service)),
    ({ environment }) => environment,
  );
  return [...byEnvironment.values()]
    .flatMap((near) => relatedIn(near, edges))
    .sort((a, b) => a.survivor.id.localeCompare(b.survivor.id));
}

function relatedIn<Each extends Candidate>(
  incidents: readonly Each[],
  edges: ReadonlyMap<string, readonly string[]>,
): RelatedGroup<Each>[] {
  const inTime = incidents.toSorted((a, b) => began(a) - began(b) || a.id.localeCompare(b.id));
  const byService = groupBy(inTime, ({ service }) => service);
  const ways = new Map(
    [...byService.keys()].map((name) => [name, waysDown(name, edges, (one) => byService.has(one))]),
  );
  const pairs = [...byService].flatMap(([name, own]) => [
    ...siblings(name, own),
    ...[...(ways.get(name) ?? [])].flatMap(([below, way]) =>
      neighbours(own, byService.get(below) ?? [], way),
    ),
  ]);
  return bunch(pairs).flatMap(({ members, pairs: held }) => {
    const survivor = upstream(members, ways);
    if (!survivor) return [];
    const others = members
      .filter((each) => each !== survivor)
      .toSorted((a, b) => began(a) - began(b) || a.id.localeCompare(b.id))
      .map((incident) => ({ incident, link: linkOf(incident, survivor, ways, held) }));
    return [{ survivor, others }];
  });
}

/** Why one belongs: by its way to the survivor where there is one, else by what joined it. */
function linkOf<Each extends Candidate>(
  incident: Each,
  survivor: Each,
  ways: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  held: readonly Pair<Each>[],
): Link {
  const apartMs = Math.abs(began(incident) - began(survivor));
  const [from, to] = [incident.service, survivor.service];
  const way = from === to ? [from] : (ways.get(from)?.get(to) ?? ways.get(to)?.get(from));
  if (way) return { way, apartMs };
  const joined = held.find(({ a, b }) => a === incident || b === incident);
  return { way: joined?.way ?? [from], apartMs: joined?.apartMs ?? apartMs };
}
