import {
  type DeclareServiceInput,
  type FieldChange,
  SERVICE_FIELDS,
  type ServiceFacts,
  type ServiceRow,
} from '@/lib/services/schema';

/** A declaration as it is recorded: each name once, and what was not said as nothing. */
export const factsOf = (input: DeclareServiceInput): ServiceFacts => ({
  name: input.name,
  environments: [...new Set(input.environments)],
  dependsOn: [...new Set(input.dependsOn)],
  owners: [...new Set(input.owners)],
  trafficShare: input.trafficShare ?? null,
  actionKinds: input.actionKinds ?? {},
});

type Field = (typeof SERVICE_FIELDS)[number];

const list = (names: readonly string[]): string | null =>
  names.length === 0 ? null : names.toSorted().join(', ');

/** A field's value as a person reads it, the same for the same value in any order. */
function inWords(facts: ServiceFacts, field: Field): string | null {
  switch (field) {
    case 'trafficShare':
      return facts.trafficShare === null ? null : `${Math.round(facts.trafficShare * 1e4) / 100} %`;
    case 'actionKinds': {
      const kinds = Object.entries(facts.actionKinds).map(([kind, fact]) =>
        fact.resource === undefined
          ? `${kind}: ${fact.reversibility}`
          : `${kind} on ${fact.resource}: ${fact.reversibility}`,
      );
      return kinds.length === 0 ? null : kinds.toSorted().join('; ');
    }
    default:
      return list(facts[field]);
  }
}

/** Which fields two declarations differ in; everything said, where there was none before. */
export function changesBetween(
  before: ServiceFacts | undefined,
  after: ServiceFacts,
): FieldChange[] {
  return SERVICE_FIELDS.flatMap((field) => {
    const was = before ? inWords(before, field) : null;
    const is = inWords(after, field);
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

/** Services one edge away from one, whichever way the edge points. */
export function neighboursIn(services: readonly Dependent[], of: string): string[] {
  const near = services.flatMap(({ name, dependsOn }) => {
    if (name === of) return dependsOn;
    return dependsOn.includes(of) ? [name] : [];
  });
  return [...new Set(near)].filter((name) => name !== of);
}

/** Names that a declared service depends on and that nobody has declared, with who names them. */
export function undeclaredDependencies(
  services: readonly ServiceRow[],
): { name: string; namedBy: string[] }[] {
  const declared = new Set(services.filter((one) => one.declared).map(({ name }) => name));
  const named = new Map<string, string[]>();
  for (const { name, dependsOn } of services) {
    for (const each of dependsOn) {
      if (!declared.has(each)) named.set(each, [...(named.get(each) ?? []), name]);
    }
  }
  return [...named].map(([name, namedBy]) => ({ name, namedBy: namedBy.toSorted() }));
}

type Dependent = Pick<ServiceRow, 'name' | 'dependsOn'>;

/**
 * Groups of services that depend on one another in a circle, each sorted, the first first: the
 * strongly connected components of more than one (Tarjan 1972), without recursion, for a file may
 * hold a chain of a thousand.
 */
export function dependencyCycles(services: readonly Dependent[]): string[][] {
  const edges = new Map(services.map(({ name, dependsOn }) => [name, dependsOn]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const cycles: string[][] = [];
  const lower = (name: string, to: number) => low.set(name, Math.min(low.get(name) ?? to, to));

  const enter = (name: string) => {
    index.set(name, index.size);
    low.set(name, index.size - 1);
    open.push(name);
    isOpen.add(name);
    return { name, next: 0 };
  };
  for (const { name: start } of services) {
    if (index.has(start)) continue;
    const path = [enter(start)];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const to = edges.get(at.name)?.[at.next];
      at.next += 1;
      if (to !== undefined) {
        if (!edges.has(to)) continue;
        if (!index.has(to)) path.push(enter(to));
        else if (isOpen.has(to)) lower(at.name, index.get(to) ?? 0);
        continue;
      }
      path.pop();
      const own = low.get(at.name) ?? 0;
      const above = path.at(-1);
      if (above) lower(above.name, own);
      if (own !== index.get(at.name)) continue;
      const group = open.splice(open.lastIndexOf(at.name));
      for (const each of group) isOpen.delete(each);
      if (group.length > 1) cycles.push(group.toSorted());
    }
  }
  return cycles.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
