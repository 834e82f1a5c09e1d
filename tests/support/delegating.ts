import type { AgentActor } from '@/lib/access/actor';
import { findMachine } from '@/lib/access/server/find-machine';
import type { DelegateInput, Scope } from '@/lib/agents/schema';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { createAgent } from '@/lib/agents/server/create-agent';
import { delegateAgent } from '@/lib/agents/server/delegate-agent';
import { as, makePerson, role, WIDE } from './actors';

/** An agent as its key makes it. */
export async function actorOf(key: string): Promise<AgentActor> {
  const machine = await findMachine(key);
  if (machine.type !== 'agent') throw new Error('This key is an executor’s.');
  return machine;
}

/** An agent that came in by a key of its own. */
export async function agentWithKey(
  name: string,
  scope: Scope = WIDE,
  more: { expiresAt?: string } = {},
): Promise<AgentActor> {
  const admin = await makePerson('Ada', role('admin'));
  const input = { name, kind: 'agent' as const, ownerId: admin.id, purpose: 'Tests.', scope };
  const { id } = await createAgent(as(admin), { ...input, ...more });
  return actorOf((await createAgentKey(as(admin), { agentId: id })).key);
}

/** What a sub-agent asks for, unless said otherwise: to look at checkout's logs in production. */
export const ASKED: DelegateInput = {
  name: 'Log reader',
  purpose: 'Reads logs.',
  scope: {
    sources: ['logs'],
    services: ['*'],
    environments: ['*'],
    verbs: ['observe'],
  },
};

export async function delegated(
  parent: AgentActor,
  scope: Partial<Scope> = {},
  more: Partial<DelegateInput> = {},
): Promise<AgentActor> {
  const input = { ...ASKED, ...more, scope: { ...ASKED.scope, ...scope } };
  const { key } = await delegateAgent(as(parent), { agentId: parent.id, ...input });
  return actorOf(key);
}
