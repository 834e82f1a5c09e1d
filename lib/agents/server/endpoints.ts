import 'server-only';
import { z } from 'zod';
import type { StandingChange } from '@/lib/agents/rules';
import { agentOut, createAgentInput, keyOut, reasonInput } from '@/lib/agents/schema';
import { createAgentKey, revokeAgentKey } from '@/lib/agents/server/agent-keys';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { createAgent } from '@/lib/agents/server/create-agent';
import { getAgent, listAgents } from '@/lib/agents/server/list-agents';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { madeId, pageOf } from '@/lib/log/schema';

const tags = ['agents'];
const params = z.object({ id: z.string() });

export const createAgentEndpoint = endpoint({
  method: 'POST',
  path: '/agents',
  summary: 'Create an agent or an executor, without a key yet',
  tags,
  permission: 'agent.manage',
  body: createAgentInput,
  status: 201,
  response: agentOut,
  problems: ['unknown-reference'],
  run: (ctx, { body }) => createAgent(ctx, body),
});

export const listAgentsEndpoint = endpoint({
  method: 'GET',
  path: '/agents',
  summary: 'List agents and executors, newest first',
  tags,
  permission: 'agent.read',
  query: z.strictObject({ limit: limitParam, cursor: cursorParam(madeId) }),
  response: pageOf(agentOut),
  problems: [],
  run: (ctx, { query }) => listAgents(ctx, query),
});

export const getAgentEndpoint = endpoint({
  method: 'GET',
  path: '/agents/{id}',
  summary: 'Read an agent',
  tags,
  permission: 'agent.read',
  params,
  response: agentOut,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => getAgent(ctx, { agentId: id }),
});

export const createAgentKeyEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/keys',
  summary: 'Make a key; it is shown this once',
  tags,
  permission: 'agent.manage',
  params,
  status: 201,
  response: keyOut,
  secret: ['key'],
  problems: ['not-found', 'revoked'],
  run: (ctx, { params: { id } }) => createAgentKey(ctx, { agentId: id }),
});

export const revokeAgentKeyEndpoint = endpoint({
  method: 'DELETE',
  path: '/agents/{id}/keys/{keyId}',
  summary: 'End a key',
  tags,
  permission: 'agent.manage',
  params: z.object({ id: z.string(), keyId: z.string() }),
  status: 204,
  response: z.null(),
  problems: ['not-found'],
  run: async (ctx, { params: { id, keyId } }) => {
    await revokeAgentKey(ctx, { agentId: id, keyId });
    return null;
  },
});

const standing = (change: StandingChange, summary: string) =>
  endpoint({
    method: 'POST',
    path: `/agents/{id}/${change}`,
    summary,
    tags,
    permission: 'agent.suspend',
    params,
    body: reasonInput,
    response: agentOut,
    problems: ['not-found', 'revoked', 'already-active', 'already-suspended'],
    run: (ctx, { params: { id }, body: { reason } }) =>
      changeStanding(ctx, { agentId: id, change, reason }),
  });

export const suspendAgentEndpoint = standing('suspend', 'Suspend an agent and all its branch');
export const resumeAgentEndpoint = standing('resume', 'Let a suspended agent act again');
export const revokeAgentEndpoint = standing(
  'revoke',
  'Revoke an agent and all its branch, for good',
);
