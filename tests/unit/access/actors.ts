import type { AgentActor, ExecutorActor, PersonActor, SystemActor } from '@/lib/access/actor';
import type { Role, RoleBinding } from '@/lib/access/schema';
import type { Scope } from '@/lib/access/scope';

export const person = (...roles: RoleBinding[]): PersonActor => ({
  type: 'person',
  id: 'usr_1',
  name: 'Ada',
  email: 'ada@example.org',
  sessionId: 'ses_1',
  roles: roles.map((each) => ({ ...each, since: '2026-01-01T00:00:00.000Z' })),
});

export const roleOn = (role: Role, service = '*'): RoleBinding => ({ role, service });

export const wideScope: Scope = {
  sources: ['*'],
  tools: ['*'],
  services: ['*'],
  environments: ['*'],
  verbs: ['observe', 'hypothesize', 'propose:*', 'delegate'],
  maxDepth: 2,
};

export const agent = (scope: Partial<Scope> = {}, lineage: string[] = []): AgentActor => ({
  type: 'agent',
  id: 'agt_1',
  name: 'Sherlock',
  keyId: 'key_1',
  scope: { ...wideScope, ...scope },
  lineage,
  ownerId: 'usr_9',
});

export const executor = (): ExecutorActor => ({
  type: 'executor',
  id: 'agt_x',
  name: 'Deployer',
  keyId: 'key_2',
  scope: { ...wideScope, verbs: ['execute:*'] },
  ownerId: 'usr_9',
});

export const alertSource: SystemActor = {
  type: 'system',
  id: 'alertmanager',
  name: 'Alertmanager',
};
