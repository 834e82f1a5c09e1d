import type { Role } from './schema';

/**
 * How an agent may use a permission. `own`: on what it or an ancestor of it owns; `self`: on what
 * itself owns; `observed`: on services that its scope observes; `any`: without a bound.
 */
export interface AgentRule {
  on: 'own' | 'self' | 'observed' | 'any';
  verb?: 'observe' | 'hypothesize' | 'propose';
}

export interface Rule {
  /** Completes “Only an approver can …”. */
  deed: string;
  people: readonly Role[];
  /** `installation` needs the role on every service: what it touches is not one service's. */
  reach: 'service' | 'installation';
  /**
   * What it touches spans the environments of a service and says nothing of any one of them, so a role
   * in any is enough. Everything else without an environment takes a role in all of them.
   */
  inAny?: true;
  /** It makes something where nothing is hidden yet: who knows of the service is told why not. */
  isNew?: true;
  /** Roles that may too, where policy has them sign (`signers` of the resource). */
  onPolicy?: readonly Role[];
  agent?: AgentRule;
  executor?: true;
  system?: true;
  /** Whoever owns the agent in question may too, whatever their roles. */
  owner?: true;
}

const READERS: readonly Role[] = ['observer', 'commander', 'approver', 'auditor', 'admin'];
const COMMANDER: readonly Role[] = ['commander'];
const ADMIN: readonly Role[] = ['admin'];

const own = (verb?: AgentRule['verb']): AgentRule => (verb ? { on: 'own', verb } : { on: 'own' });
const of = (deed: string, people: readonly Role[], more: Partial<Rule> = {}): Rule => ({
  deed,
  people,
  reach: 'service',
  ...more,
});
const everywhere: Partial<Rule> = { reach: 'installation' };
const inAny: Partial<Rule> = { inAny: true };

/** Who may do what: the only table of its kind; pages, API and buttons all ask it through `can`. */
export const RULES = {
  'incident.read': of('see this incident', READERS, {
    agent: { on: 'observed', verb: 'observe' },
  }),
  'incident.open': of('open an incident', COMMANDER, {
    isNew: true,
    agent: { on: 'observed', verb: 'observe' },
    system: true,
  }),
  'incident.change': of('change this incident', COMMANDER, { system: true }),
  'incident.company': of('see who else can see this incident', READERS),
  'incident.merge': of('merge or split this incident', COMMANDER),
  'investigation.read': of('see this investigation', READERS, { agent: own('observe') }),
  'investigation.create': of('start an investigation', [], {
    agent: { on: 'observed', verb: 'observe' },
  }),
  'investigation.write': of('write to this investigation', [], { agent: own() }),
  'checkpoint.request': of('ask for a stop point', [], { agent: { on: 'self' } }),
  'checkpoint.decide': of('decide this stop point', COMMANDER),
  'control.give': of('steer this investigation', COMMANDER),
  'directive.read': of('read these directives', READERS, { agent: own() }),
  'evidence.flag': of('flag evidence', COMMANDER),
  'hypothesis.refute': of('refute this claim', COMMANDER),
  'note.add': of('add a note', COMMANDER),
  'verdict.give': of('judge this', COMMANDER),
  'action.propose': of('propose an action', [], { agent: own('propose') }),
  'action.amend': of('change this proposal', [], { agent: { on: 'self' } }),
  'action.withdraw': of('withdraw this proposal', [], { agent: { on: 'self' } }),
  'action.read': of('see this action', READERS, { agent: own('observe') }),
  'action.decide': of('sign this', ['approver'], { onPolicy: COMMANDER }),
  'action.review': of('review a broken glass', ['commander', 'approver']),
  'action.settle': of('settle how this ended', ['commander', 'approver']),
  'grant.read': of('read grants', [], { executor: true }),
  'grant.redeem': of('redeem this grant', [], { executor: true }),
  'execution.report': of('report on this execution', [], { executor: true }),
  'verification.report': of('report whether it recovered', ['commander', 'approver'], {
    agent: { on: 'self' },
    executor: true,
  }),
  'service.read': of('see this service', READERS, {
    ...inAny,
    agent: { on: 'observed', verb: 'observe' },
  }),
  'service.manage': of('manage services', ADMIN),
  'freeze.read': of('see freezes', READERS, {
    ...inAny,
    agent: { on: 'observed', verb: 'observe' },
  }),
  'freeze.set': of('freeze this', ['commander', 'admin']),
  'freeze.lift': of('lift this freeze', ['commander', 'admin']),
  'person.read': of('see people', ['auditor', 'admin'], everywhere),
  'person.change_password': of('change their own password', READERS),
  'person.manage': of('manage people', ADMIN, everywhere),
  'passkey.own': of('keep passkeys of their own', READERS),
  'passkey.readiness': of('see who lacks a passkey', ['commander', 'approver', 'auditor', 'admin']),
  'passkey.recovery.read': of('see recoveries', ['auditor', 'admin'], everywhere),
  'passkey.recover': of('recover somebody’s passkeys', ADMIN, everywhere),
  'agent.read': of('see agents', READERS, { agent: own() }),
  'agent.manage': of('manage agents', ADMIN, everywhere),
  'agent.suspend': of('suspend this agent', ['commander', 'admin'], { owner: true }),
  'agent.registry': of('see the whole registry', READERS),
  'agent.delegate': of('delegate to a sub-agent', [], { agent: { on: 'self' } }),
  'agent.trim': of('propose a narrower scope', ['commander', 'admin'], { owner: true }),
  'agent.trim.decide': of('decide on a narrower scope', ADMIN, { ...everywhere, owner: true }),
  'policy.read': of('see policies', READERS),
  'policy.manage': of('propose a change of policy', ADMIN, everywhere),
  'policy.adopt': of('adopt or decline a change of policy', ['admin', 'approver'], everywhere),
  'ledger.read': of('read the ledger', ['auditor'], everywhere),
  'inbox.read': of('see what waits on them', READERS),
  'load.read': of('see how much people are asked', READERS),
  'notice.read': of('see who was told', READERS),
  'notice.open': of('open this notice', READERS),
  'device.manage': of('be told on their own devices', READERS),
  'webhook.read': of('see webhooks', ['auditor', 'admin'], everywhere),
  'webhook.manage': of('manage webhooks', ADMIN, everywhere),
  'export.read': of('export this incident', ['auditor']),
  'source_link.read': of('see links to sources', READERS),
  'source_link.manage': of('manage links to sources', ADMIN, everywhere),
  'content.erase': of('answer for an erasure', ADMIN, everywhere),
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof RULES;

export const PERMISSIONS = Object.keys(RULES) as Permission[];
