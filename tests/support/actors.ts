import type { AgentActor, Ctx, ExecutorActor, PersonActor } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import { hashSecret } from '@/lib/access/server/secrets';
import type { Scope } from '@/lib/agents/schema';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';

export const WIDE: Scope = {
  sources: ['*'],
  services: ['*'],
  environments: ['*'],
  verbs: ['observe', 'hypothesize', 'propose:*', 'delegate'],
  maxDepth: 2,
};

const SYSTEM = { type: 'system', id: 'tests', name: 'Tests' } as const;

export const asSystem = (): Ctx => ({ actor: SYSTEM, requestId: newId('evt') });

export const as = (actor: Ctx['actor']): Ctx => ({ actor, requestId: newId('evt') });

/** A person who joined, with these roles. */
export async function makePerson(name: string, roles: RoleBinding[]): Promise<PersonActor> {
  const id = newId('usr');
  const email = `${name}.${id.slice(-6)}@tests.local`.toLowerCase();
  await write(asSystem(), async (tx) => {
    await tx.append(id, [
      { kind: 'person.invited', payload: { email, roles } },
      { kind: 'person.joined', payload: { name } },
    ]);
  });
  const since = new Date().toISOString();
  const held = roles.map((each) => ({ ...each, since }));
  return { type: 'person', id, name, email, sessionId: newId('ses'), roles: held };
}

export const role = (name: RoleBinding['role'], service = '*'): RoleBinding[] => [
  { role: name, service },
];

async function makeMachine(
  kind: 'agent' | 'executor',
  name: string,
  ownerId: string,
  scope: Scope,
): Promise<{ id: string; keyId: string }> {
  const id = newId('agt');
  const keyId = newId('key');
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const known = { purpose: 'Tests.', runtime: null, controlLevel: 'cooperative', parentId: null };
  const payload = { name, kind, ownerId, scope, ...known, expiresAt };
  await write(asSystem(), async (tx) => {
    await tx.append(id, [
      { kind: 'agent.created', payload },
      { kind: 'agent.key_created', payload: { key: keyId, expiresAt: null, replaces: null } },
    ]);
    // Whoever waits or streams is asked now and then whether the key still holds.
    await tx.db.agentKey.create({ data: { id: keyId, agentId: id, keyHash: hashSecret(keyId) } });
  });
  return { id, keyId };
}

export async function makeAgent(
  name: string,
  ownerId: string,
  scope: Scope = WIDE,
): Promise<AgentActor> {
  const machine = await makeMachine('agent', name, ownerId, scope);
  return { type: 'agent', ...machine, name, scope, lineage: [], ownerId };
}

export async function makeExecutor(name: string, ownerId: string): Promise<ExecutorActor> {
  const scope: Scope = { ...WIDE, verbs: ['execute:*'] };
  const machine = await makeMachine('executor', name, ownerId, scope);
  return { type: 'executor', ...machine, name, scope, ownerId };
}
