import 'server-only';
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { hashSecret } from '@/lib/access/server/secrets';
import type { AgentRow } from '@/lib/agents/schema';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { createAgent } from '@/lib/agents/server/create-agent';
import { db } from '@/lib/db/client';
import { personRow } from '@/lib/people/schema';
import { COMMAND_LINE, invitePerson } from '@/lib/people/server/invite-person';
import { join } from '@/lib/people/server/join';
import type { DeclareServiceInput } from '@/lib/services/schema';
import { declareService } from '@/lib/services/server/declare-service';
import { AGENTS, EXECUTOR, SERVICES, USERS, type Machine } from './demo-cast';
import { type DemoIdentities, readIdentities, writeIdentities } from './demo-identities';

export interface SeededDemo {
  users: { email: string; password: string; roles: string[] }[];
  agents: { id: string; name: string; key: string }[];
  executor: { id: string; key: string };
}

const asSetUp = (actor: Ctx['actor']): Ctx => ({ actor, requestId: 'demo-set-up' });

/**
 * People, agents and services of the demo, made by the same verbs as anyone's; what an earlier run
 * made is left as it is. What is given out is kept in `identitiesFile`, which alone holds it in the
 * clear.
 */
export async function seedDemo(identitiesFile: string): Promise<SeededDemo> {
  const identities = readIdentities(identitiesFile);
  for (const { email } of USERS) {
    identities.passwords[email] ??= randomBytes(9).toString('base64url');
  }
  // Before they are used: killed in between, the next run still knows them.
  writeIdentities(identitiesFile, identities);
  for (const user of USERS) await seedUser(user, identities);

  const admin = await adminActor();
  for (const service of SERVICES) await seedService(admin, service);
  const seedMachine = async (machine: Machine, kind: AgentRow['kind']) => {
    const kept = await keyFor(admin, machine, kind, identities.machines[machine.name]);
    identities.machines[machine.name] = kept;
    writeIdentities(identitiesFile, identities);
    return { name: machine.name, ...kept };
  };
  const agents: SeededDemo['agents'] = [];
  for (const agent of AGENTS) agents.push(await seedMachine(agent, 'agent'));
  const { id, key } = await seedMachine(EXECUTOR, 'executor');
  const users = USERS.map(({ email, role }) => ({
    email,
    password: identities.passwords[email] ?? '',
    roles: [role],
  }));
  return { users, agents, executor: { id, key } };
}

async function seedUser(
  { email, name, role }: (typeof USERS)[number],
  { passwords }: DemoIdentities,
): Promise<void> {
  const known = await db().person.findUnique({ where: { email } });
  if (known && known.status !== 'invited') return;
  const ctx = asSetUp(COMMAND_LINE);
  const { link } = await invitePerson(ctx, { email, roles: [{ role, service: '*' }] });
  const token = new URL(link).hash.slice(1);
  await join(ctx, { token, name, password: passwords[email] ?? '' });
}

/** The demo's admin as an actor: whatever set-up makes after people, an admin makes. */
async function adminActor(): Promise<PersonActor> {
  const email = 'admin@demo.local';
  const row = await db().person.findUniqueOrThrow({ where: { email } });
  const { id, name, roles } = personRow.parse({ ...row, createdAt: row.createdAt.toISOString() });
  return { type: 'person', id, name, email, sessionId: 'demo-set-up', roles };
}

async function seedService(admin: PersonActor, service: DeclareServiceInput): Promise<void> {
  const known = await db().service.findUnique({ where: { name: service.name } });
  // Perhaps changed or withdrawn by an admin since: theirs stands.
  if (known && (known.declared || known.retiredAt)) return;
  await declareService(asSetUp(admin), service);
}

async function keyFor(
  admin: PersonActor,
  { name, purpose, scope }: Machine,
  kind: AgentRow['kind'],
  kept: { id: string; key: string } | undefined,
): Promise<{ id: string; key: string }> {
  const known = await db().agent.findFirst({
    where: {
      name,
      kind,
      parentId: null,
      status: { not: 'revoked' },
      expiresAt: { gt: new Date() },
    },
    orderBy: { createdAt: 'desc' },
  });
  const isCurrent = known !== null && isDeepStrictEqual(known.scope, scope);
  if (isCurrent && kept?.id === known.id && (await isAlive(kept))) return kept;
  const ctx = asSetUp(admin);
  const owned = { name, kind, ownerId: admin.id, purpose, scope };
  const agentId = isCurrent ? known.id : (await createAgent(ctx, owned)).id;
  return { id: agentId, key: (await createAgentKey(ctx, { agentId })).key };
}

async function isAlive({ id, key }: { id: string; key: string }): Promise<boolean> {
  const holds = { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
  const where = { agentId: id, keyHash: hashSecret(key), revokedAt: null, ...holds };
  return (await db().agentKey.count({ where })) > 0;
}
