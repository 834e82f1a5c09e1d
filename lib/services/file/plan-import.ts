import type { FileService, ServicesFile } from '@/lib/services/file/read-services-file';
import type { FileFault, ImportedService } from '@/lib/services/output';
import { changesBetween, dependencyCycles, factsOf } from '@/lib/services/rules';
import type { ServiceFacts, ServiceRow } from '@/lib/services/schema';

/** What one service of a file becomes, and what it was. */
export interface PlannedService extends ImportedService {
  facts: ServiceFacts;
  before: ServiceFacts | undefined;
}

export interface ImportPlan {
  services: PlannedService[];
  faults: FileFault[];
  notices: string[];
}

const ASSUMED = ['production'];

const declaredFacts = (row: ServiceRow | undefined): ServiceFacts | undefined => {
  if (!row?.declared) return undefined;
  const { declared: _declared, retiredAt: _retiredAt, ...facts } = row;
  return facts;
};

/** The whole declaration that a file’s service amounts to. */
function amounted({ said, isPartial, notices }: FileService, row: ServiceRow | undefined) {
  const environments = said.environments ?? row?.environments ?? ASSUMED;
  if (!isPartial)
    return {
      facts: factsOf({
        ...said,
        dependsOn: said.dependsOn ?? [],
        owners: said.owners ?? [],
        environments,
      }),
      notices,
    };
  const kept = declaredFacts(row);
  const facts = factsOf({
    name: said.name,
    environments,
    dependsOn: said.dependsOn ?? [],
    owners: said.owners ?? kept?.owners ?? [],
    ...(kept?.trafficShare == null ? {} : { trafficShare: kept.trafficShare }),
    actionKinds: kept?.actionKinds ?? {},
  });
  const isAssumed = said.environments === undefined && row === undefined;
  const assumed = 'The file names no environment; production is assumed.';
  return { facts, notices: isAssumed ? [...notices, assumed] : notices };
}

/**
 * What a file would make of the catalogue, without making it.
 * @param catalogue every service there is, by name
 * @param mayManage whether whoever imports may change that service
 */
export function planImport(
  file: ServicesFile,
  catalogue: ReadonlyMap<string, ServiceRow>,
  mayManage: (name: string) => boolean,
): ImportPlan {
  const faults = [...file.faults];
  const isKnown = new Set(
    [...catalogue.values()].filter(({ declared }) => declared).map(({ name }) => name),
  );
  for (const { name } of file.services) isKnown.add(name);
  const services = file.services.map((service): PlannedService => {
    const { name, line } = service;
    if (!mayManage(name)) {
      faults.push({ line, path: '', message: `you may not change ${name} in the catalogue` });
    }
    const row = catalogue.get(name);
    const before = declaredFacts(row);
    const { facts, notices } = amounted(service, row);
    const changes = changesBetween(before, facts);
    const open = facts.dependsOn.filter((each) => !isKnown.has(each));
    const lost = open.map((each) => `Depends on ${each}, which nobody has declared.`);
    const change = !before ? 'added' : changes.length > 0 ? 'changed' : 'unchanged';
    return { name, line, change, changes, notices: [...notices, ...lost], facts, before };
  });
  const after = new Map<string, Pick<ServiceRow, 'name' | 'dependsOn'>>(catalogue);
  for (const { name, facts } of services) after.set(name, facts);
  const touched = new Set(services.map(({ name }) => name));
  const circles = dependencyCycles([...after.values()])
    .filter((circle) => circle.some((name) => touched.has(name)))
    .map((circle) => `${circle.join(', ')} depend on one another in a circle.`);
  return {
    services,
    faults: faults.toSorted((a, b) => a.line - b.line),
    notices: [...file.notices, ...circles],
  };
}
