import type { Actor, AgentActor, ExecutorActor, PersonActor } from './actor';
import { type Permission, type Rule, RULES } from './permissions-table';
import { type Place, type Reach, reaches, touches } from './reach';
import { ROLES, type Role } from './schema';
import { covers } from './scope';

export type { Permission } from './permissions-table';

/** What a permission is asked for. Left out altogether, the question is “could this actor ever?”. */
export interface Resource {
  service?: string;
  /** Left out of something on a service: it is in every environment at once. */
  environment?: string;
  /** The roles that policy has sign this, where signing is asked about. */
  signers?: readonly string[];
  /** The agent whose investigation, action or own record this is. */
  ownerAgentId?: string;
  /** The executor whose grant or execution this is. */
  executorId?: string;
  /** The person who owns the agent in question. */
  ownerId?: string;
}

export type Answer =
  | { allowed: true }
  | { allowed: false; reason: string; code: 'forbidden' | 'not-found' | 'out-of-scope' };

const ALLOWED: Answer = { allowed: true };
const refuse = (
  reason: string,
  code: 'forbidden' | 'not-found' | 'out-of-scope' = 'forbidden',
): Answer => ({ allowed: false, reason, code });

const withArticle = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

const whoMay = (rule: Rule): string[] => [
  ...(rule.people.length === ROLES.length
    ? ['a person with a role']
    : rule.people.map(withArticle)),
  ...(rule.people.length === 0 && rule.agent ? ['an agent'] : []),
  ...(rule.people.length === 0 && rule.executor ? ['an executor'] : []),
];

const onlyThey = (rule: Rule, service?: string, inWhich = ''): string => {
  const place = service !== undefined && rule.people.length > 0 ? ` for ${service}` : '';
  const isAll = rule.reach === 'installation' || service === '*';
  const where = isAll ? ' for every service' : place;
  return `Only ${whoMay(rule).join(' or ')}${where}${inWhich} can ${rule.deed}.`;
};

/** Who may by their role, as far as policy has a say in it. */
const rolesFor = ({ people, onPolicy = [] }: Rule, { signers }: Resource): readonly Role[] => [
  ...people,
  ...onPolicy.filter((role) => signers?.includes(role)),
];

/** That there is something beyond one's own services is no secret: only which ones is. */
const knowsOf = ({ roles }: PersonActor, { service, environment }: Place): boolean =>
  service === '*' ||
  roles.some((bound) =>
    environment === undefined ? touches(bound, service) : reaches(bound, { service, environment }),
  );

const person = (actor: PersonActor, rule: Rule, resource: Resource): Answer => {
  // Anyone may own an agent, so before it is known which one, anyone could.
  const mayOwn = resource.ownerId === actor.id || Object.keys(resource).length === 0;
  if (rule.owner && mayOwn) return ALLOWED;
  const roles = rolesFor(rule, resource);
  const held = actor.roles.filter(({ role }) => roles.includes(role));
  const isOfAll = rule.reach === 'installation';
  const service = isOfAll ? '*' : resource.service;
  if (service === undefined) return held.length > 0 ? ALLOWED : refuse(onlyThey(rule));
  const environment = isOfAll ? undefined : resource.environment;
  const isHeld = (bound: Reach) =>
    rule.inAny ? touches(bound, service) : reaches(bound, { service, environment });
  if (held.some(isHeld)) return ALLOWED;
  // Every role reads, so no role at a place means that what is there is not theirs to know.
  const asked = resource.service;
  const inside = rule.isNew ? undefined : resource.environment;
  const isBlind = asked !== undefined && !knowsOf(actor, { service: asked, environment: inside });
  // Whoever holds the role elsewhere on the service is told what it is that they lack.
  const isNarrower = held.some((bound) => touches(bound, service));
  const inWhich = isNarrower ? ` in ${environment ?? 'every environment'}` : '';
  return refuse(onlyThey(rule, asked, inWhich), isBlind ? 'not-found' : 'forbidden');
};

const agent = (actor: AgentActor, rule: Rule, resource: Resource, isRead: boolean): Answer => {
  const bound = rule.agent;
  if (!bound) return refuse(rule.people.length > 0 ? onlyThey(rule) : `No agent can ${rule.deed}.`);
  const { ownerAgentId, service, environment } = resource;
  const isOwn = ownerAgentId === undefined || ownerAgentId === actor.id;
  if (bound.on === 'own' || bound.on === 'self') {
    if (!isOwn && !actor.lineage.includes(ownerAgentId)) {
      return refuse('This belongs to another agent.', 'not-found');
    }
    if (!isOwn && bound.on === 'self') {
      return refuse(`Only the agent that owns this can ${rule.deed}.`);
    }
    // What an agent itself wrote it may always read back.
    if (isOwn && isRead) return ALLOWED;
  }
  if (service === undefined) return ALLOWED;
  const asked = { verb: bound.verb ?? 'observe', service, ...(environment ? { environment } : {}) };
  if (covers(actor.scope, asked)) return ALLOWED;
  const isHidden = isRead && bound.on === 'observed';
  return refuse(
    `The scope of ${actor.name} does not let it ${rule.deed} for ${service}.`,
    isHidden ? 'not-found' : 'out-of-scope',
  );
};

const executor = (
  actor: ExecutorActor,
  rule: Rule,
  resource: Resource,
  isRedeem: boolean,
): Answer => {
  if (!rule.executor)
    return refuse('An executor redeems grants and reports executions, nothing else.');
  if (resource.executorId === undefined || resource.executorId === actor.id) return ALLOWED;
  return refuse('This is meant for another executor.', isRedeem ? 'forbidden' : 'not-found');
};

/**
 * Whether the actor may do this to that, and if not, a sentence for the person who wonders why.
 * Pure: pages, API, verbs and buttons ask the same question. It answers for roles, kinds of actor
 * and coarse scope; what depends on state (a quorum, separation of duties) is the verb's to refuse.
 */
export function can(actor: Actor, permission: Permission, resource: Resource = {}): Answer {
  const rule: Rule = RULES[permission];
  switch (actor.type) {
    case 'person':
      return person(actor, rule, resource);
    case 'agent':
      return agent(actor, rule, resource, permission.endsWith('.read'));
    case 'executor':
      return executor(actor, rule, resource, permission === 'grant.redeem');
    case 'system':
      return rule.system ? ALLOWED : refuse(onlyThey(rule));
  }
}

/**
 * Where an actor may know of what happens, for filtering lists in the query: `*`, or services, each
 * in some environments or in all. Executors and system actors know of nothing.
 */
export function readablePlaces(actor: Actor): '*' | Reach[] {
  const reached = actor.type === 'person' ? actor.roles : actor.type === 'agent' ? seen(actor) : [];
  const isEverywhere = ({ service, environments }: Reach) =>
    service === '*' && environments === undefined;
  return reached.some(isEverywhere) ? '*' : reached;
}

function seen({ scope }: AgentActor): Reach[] {
  if (!covers(scope, { verb: 'observe' })) return [];
  const { services, environments } = scope;
  return services.map((service) =>
    environments.includes('*') ? { service } : { service, environments },
  );
}

/** The services that an actor may know to exist, whatever happens in which environment. */
export function readableServices(actor: Actor): '*' | string[] {
  const places = readablePlaces(actor);
  return places === '*' ? '*' : servicesOf(places);
}

const servicesOf = (places: Reach[]): '*' | string[] => {
  const names = places.map(({ service }) => service);
  return names.includes('*') ? '*' : [...new Set(names)];
};

/**
 * On which services a person may do this in every environment: `*`, or names. For choices that
 * pages offer of what has no environment.
 */
export function servicesWhere(actor: PersonActor, permission: Permission): '*' | string[] {
  const { people }: Rule = RULES[permission];
  const isWhole = ({ environments }: Reach) => environments === undefined;
  return servicesOf(actor.roles.filter((each) => people.includes(each.role) && isWhole(each)));
}
