import type { Role } from '@/lib/access/schema';
import type { Scope } from '@/lib/agents/schema';
import type { DeclareServiceInput } from '@/lib/services/schema';

/** One role each, on every service, so that each shows what its role can and cannot do. */
export const USERS: { email: string; name: string; role: Role }[] = [
  { email: 'commander@demo.local', name: 'Demo commander', role: 'commander' },
  { email: 'approver@demo.local', name: 'Demo approver', role: 'approver' },
  { email: 'approver2@demo.local', name: 'Second demo approver', role: 'approver' },
  { email: 'auditor@demo.local', name: 'Demo auditor', role: 'auditor' },
  { email: 'observer@demo.local', name: 'Demo observer', role: 'observer' },
  { email: 'admin@demo.local', name: 'Demo admin', role: 'admin' },
];

const ANYWHERE = { sources: ['*'], tools: ['*'], services: ['*'], environments: ['*'] };

/** What any agent may be let do; executing is the executors' alone. */
const EVERY_VERB_OF_AGENTS = ['observe', 'hypothesize', 'propose:*', 'delegate'];

export interface Machine {
  name: string;
  purpose: string;
  scope: Scope;
}

/** The first is the one to try things out with; the second is the drill's own. */
export const AGENTS: Machine[] = [
  {
    name: 'demo-agent',
    purpose: 'For trying the interface out: may look at and propose anything.',
    scope: { ...ANYWHERE, verbs: EVERY_VERB_OF_AGENTS, maxDepth: 2 },
  },
  {
    name: 'reference-investigator',
    purpose: 'Investigates the incidents of the drill by statistics, without a language model.',
    scope: {
      sources: ['*'],
      services: ['storefront', 'checkout', 'payments'],
      environments: ['*'],
      verbs: EVERY_VERB_OF_AGENTS,
      maxDepth: 1,
    },
  },
];

export const EXECUTOR: Machine = {
  name: 'release-executor',
  purpose: 'Carries out what was signed on the services of the drill.',
  scope: { ...ANYWHERE, verbs: ['execute:*'] },
};

const ACTION_KINDS: DeclareServiceInput['actionKinds'] = {
  rollback: { reversibility: 'reversible' },
  scale: { reversibility: 'reversible' },
  restart: { reversibility: 'reversible' },
  feature_flag: { reversibility: 'reversible' },
  config: { reversibility: 'compensable' },
  failover: { reversibility: 'compensable' },
};

const shopService = (name: string, dependsOn: string[], trafficShare: number) => ({
  name,
  environments: ['production'],
  dependsOn,
  owners: [`${name}-team`],
  trafficShare,
  actionKinds: ACTION_KINDS,
});

/** The shop: each service calls the next. */
export const SERVICES: DeclareServiceInput[] = [
  shopService('storefront', ['checkout'], 1),
  shopService('checkout', ['payments'], 0.4),
  shopService('payments', [], 0.4),
];
