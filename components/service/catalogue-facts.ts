import { servicesReached } from '@/lib/actions/risk';
import type { ServiceMap } from '@/lib/incidents/service-map';
import type { ServiceRow } from '@/lib/services/schema';
import type { Needed } from './needed-list';

/** Beyond this many a drawing shows nothing any more. */
const MOST_DRAWN = 250;
const STEPS = 2;

/** What a change of the selected service can reach, itself first; empty without one. */
export const reachOf = (name: string | undefined, services: ServiceRow[]): Set<string> =>
  new Set(name === undefined ? [] : servicesReached(name, services));

/** Names in use that nobody declared, with how each came to be known. */
export function neededOf(services: ServiceRow[], missing: ServiceMap['missing']): Needed[] {
  const named = services
    .filter(({ declared }) => !declared)
    .map(({ name, retiredAt }) => {
      const users = services.filter(({ dependsOn }) => dependsOn.includes(name));
      const by =
        users.length > 0 ? `; ${users.map((user) => user.name).join(', ')} depend on it` : '';
      const how = retiredAt ? 'Withdrawn from the catalogue' : 'Named by an alert or an incident';
      return { name, says: `${how}${by}`, isGone: retiredAt !== null && users.length === 0 };
    })
    // Withdrawn and used by nobody, it needs nothing.
    .filter(({ isGone }) => !isGone)
    .map(({ name, says }) => ({ name, says }));
  const lost = missing.map(({ name, namedBy }) => ({
    name,
    says: `${namedBy.join(', ')} ${namedBy.length === 1 ? 'depends' : 'depend'} on it`,
  }));
  return [...named, ...lost].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Everything where it can be drawn; else what stands within a few steps of one service. */
export function shownInGraph(
  services: ServiceRow[],
  selected: string | undefined,
): { services: ServiceRow[]; isCut: boolean } {
  const shown = services.filter(({ declared, retiredAt }) => declared || retiredAt === null);
  if (shown.length <= MOST_DRAWN) return { services: shown, isCut: false };
  const start = selected ?? shown[0]?.name ?? '';
  const near = new Set([start]);
  for (let step = 0; step < STEPS && near.size < MOST_DRAWN; step++) {
    const before = new Set(near);
    for (const { name, dependsOn } of shown) {
      if (before.has(name)) dependsOn.forEach((each) => near.add(each));
      else if (dependsOn.some((each) => before.has(each))) near.add(name);
    }
  }
  const kept = shown.filter(({ name }) => near.has(name)).slice(0, MOST_DRAWN);
  return { services: kept, isCut: true };
}
