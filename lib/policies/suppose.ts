import { assessRisk } from '@/lib/actions/risk';
import type { CatalogueFacts, Risk } from '@/lib/actions/schema';
import type { Evaluated } from '@/lib/policies/what-if-schema';
import type { ServiceRow } from '@/lib/services/schema';

type Case = Evaluated['case'];
type Asked = NonNullable<Case['action']>;

/** The catalogue's word on a service, with what was supposed in place of what it says. */
function supposed(
  known: ServiceRow | undefined,
  name: string,
  environment: string,
  asked: Asked,
): ServiceRow {
  const { kind, reversibility, trafficPercent } = asked;
  const row: ServiceRow = known ?? {
    name,
    environments: [],
    dependsOn: [],
    owners: [],
    trafficShare: null,
    actionKinds: {},
    declared: false,
    retiredAt: null,
  };
  const share = typeof trafficPercent === 'number' ? trafficPercent / 100 : null;
  const trafficShare = trafficPercent === undefined ? row.trafficShare : share;
  const declared = row.declared || reversibility !== undefined || trafficPercent !== undefined;
  if (reversibility === undefined) return { ...row, trafficShare, declared };
  const { [kind]: _replaced, ...others } = row.actionKinds;
  const actionKinds =
    reversibility === 'unknown' ? others : { ...others, [kind]: { reversibility } };
  return { ...row, environments: [environment], trafficShare, declared, actionKinds };
}

export interface Supposed {
  environment: string;
  risk: Risk;
  catalogue: CatalogueFacts;
}

/**
 * What the catalogue would say of a hypothetical action: what was supposed, and what it knows for
 * the rest. A resource that is not named is one that the catalogue's word holds for.
 */
export function supposeAction(
  { service, environment }: Pick<Case, 'service' | 'environment'>,
  asked: Asked,
  services: ServiceRow[],
): Supposed {
  const name = asked.service ?? service;
  const where = asked.environment ?? environment;
  const row = supposed(
    services.find((each) => each.name === name),
    name,
    where,
    asked,
  );
  const resource = asked.resource ?? row.actionKinds[asked.kind]?.resource ?? asked.kind;
  const target = { service: name, environment: where, resource };
  const known = [row, ...services.filter((each) => each.name !== name)];
  const { risk, catalogue } = assessRisk({ kind: asked.kind, target }, known);
  const reached = asked.reaches ? [name, ...asked.reaches] : catalogue.services;
  return {
    environment: where,
    risk,
    catalogue: { ...catalogue, services: [...new Set(reached)] },
  };
}
