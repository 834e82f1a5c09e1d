import type { ActionKind } from '@/lib/agents/schema';
import type { ActionTarget, CatalogueFacts, ProposeActionInput, Risk } from '@/lib/actions/schema';
import type { ActionFacts } from '@/lib/policies/rules';
import type { ServiceRow } from '@/lib/services/schema';

const STEPS: Risk[] = ['low', 'medium', 'high', 'critical'];

/** From this share of traffic on, a change that cannot simply be taken back weighs a step more. */
const WIDE_TRAFFIC_PERCENT = 50;

const raise = (risk: Risk): Risk => STEPS[STEPS.indexOf(risk) + 1] ?? 'critical';

/** Whether a resource fits the catalogue's pattern, in which `*` stands for any text. */
export function fitsPattern(pattern: string, resource: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!resource.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return resource === first;
  let at = first.length;
  for (const part of rest) {
    const found = resource.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return resource.length - last.length >= at && resource.endsWith(last);
}

/** The service, then everything that depends on it, directly or not, nearest first. */
export function servicesReached(name: string, services: ServiceRow[]): string[] {
  const reached = [name];
  for (const each of reached) {
    for (const other of services) {
      if (other.dependsOn.includes(each) && !reached.includes(other.name)) reached.push(other.name);
    }
  }
  return reached;
}

type Known =
  | { reversibility: Exclude<CatalogueFacts['reversibility'], 'unknown'> }
  | { reversibility: 'unknown'; why: string };

function known(kind: ActionKind, target: ActionTarget, service: ServiceRow | undefined): Known {
  const unknown = (why: string): Known => ({ reversibility: 'unknown', why });
  if (!service?.declared) return unknown(`Nobody has declared the service ${target.service}.`);
  if (!service.environments.includes(target.environment)) {
    return unknown(`${target.service} is not declared in ${target.environment}.`);
  }
  const fact = service.actionKinds[kind];
  if (!fact) return unknown(`The catalogue says nothing of ${kind} on ${target.service}.`);
  if (fact.resource !== undefined && !fitsPattern(fact.resource, target.resource)) {
    return unknown(`The catalogue knows ${kind} on ${fact.resource} only, not on this resource.`);
  }
  return { reversibility: fact.reversibility };
}

const BASE = { reversible: 'low', compensable: 'medium', irreversible: 'high' } as const;

export interface Assessed {
  risk: Risk;
  catalogue: CatalogueFacts;
}

/**
 * The risk of a change, from the admin-kept catalogue alone: what the agent claims neither lowers
 * nor raises it, and what nobody knows is high.
 */
export function assessRisk(
  { kind, target }: Pick<ProposeActionInput, 'kind' | 'target'>,
  services: ServiceRow[],
): Assessed {
  const service = services.find(({ name }) => name === target.service);
  const fact = known(kind, target, service);
  const share = service?.declared ? service.trafficShare : null;
  const trafficPercent = typeof share === 'number' ? Math.round(share * 10_000) / 100 : null;
  const catalogue = (reasons: string[]): CatalogueFacts => ({
    reversibility: fact.reversibility,
    services: servicesReached(target.service, services),
    trafficPercent,
    reasons,
  });
  if (fact.reversibility === 'unknown') return { risk: 'high', catalogue: catalogue([fact.why]) };

  let risk: Risk = BASE[fact.reversibility];
  const reasons = [`By the catalogue, ${kind} on ${target.service} is ${fact.reversibility}.`];
  if (fact.reversibility !== 'reversible' && (trafficPercent ?? 0) >= WIDE_TRAFFIC_PERCENT) {
    risk = raise(risk);
    reasons.push(`${target.service} carries ${trafficPercent} % of the traffic.`);
  }
  if (kind === 'custom' && risk === 'low') {
    risk = 'medium';
    reasons.push('A custom command can do anything that its target lets it.');
  }
  return { risk, catalogue: catalogue(reasons) };
}

/** A change as policy weighs it: what the catalogue says, and nothing that the agent claims. */
export const factsOf = (
  { kind, target }: Pick<ProposeActionInput, 'kind' | 'target'>,
  { risk, catalogue: { services, reversibility, trafficPercent } }: Assessed,
): ActionFacts => ({
  kind,
  environment: target.environment,
  services,
  risk,
  reversibility,
  trafficPercent,
});

/** Where the agent's claims and the catalogue part, in sentences; loud on every screen. */
export function claimDifferences(
  claim: Pick<ProposeActionInput, 'blastRadius' | 'reversibility'>,
  catalogue: CatalogueFacts,
): string[] {
  const differences: string[] = [];
  if (catalogue.reversibility !== claim.reversibility) {
    const says = catalogue.reversibility === 'unknown' ? 'nothing' : catalogue.reversibility;
    differences.push(`The agent claims ${claim.reversibility}; the catalogue says ${says}.`);
  }
  const unclaimed = catalogue.services.filter((name) => !claim.blastRadius.services.includes(name));
  if (unclaimed.length > 0) {
    differences.push(`The agent leaves out what the change can reach: ${unclaimed.join(', ')}.`);
  }
  const { trafficPercent } = claim.blastRadius;
  const isLess =
    trafficPercent !== undefined &&
    catalogue.trafficPercent !== null &&
    trafficPercent < catalogue.trafficPercent;
  if (isLess) {
    differences.push(
      `The agent claims ${trafficPercent} % of traffic; the catalogue says up to ${catalogue.trafficPercent} %.`,
    );
  }
  return differences;
}
