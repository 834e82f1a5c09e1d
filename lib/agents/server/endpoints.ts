import 'server-only';
import { z } from 'zod';
import type { StandingChange } from '@/lib/agents/rules';
import { MOST_CHILDREN, MOST_IN_TREE } from '@/lib/agents/rules';
import {
  changeAgentInput,
  createAgentInput,
  delegateInput,
  reasonInput,
} from '@/lib/agents/schema';
import { agentOut, agentTree, delegationOut, workItem } from '@/lib/agents/schema-views';
import { changeAgent } from '@/lib/agents/server/change-agent';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { createAgent } from '@/lib/agents/server/create-agent';
import { delegateAgent } from '@/lib/agents/server/delegate-agent';
import { getAgent, listAgents } from '@/lib/agents/server/list-agents';
import { listWork } from '@/lib/agents/server/list-work';
import { listTrees } from '@/lib/agents/server/list-trees';
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

export const changeAgentEndpoint = endpoint({
  method: 'PATCH',
  path: '/agents/{id}',
  summary: 'Change its owner, purpose, runtime, control level or scope',
  description: 'A narrower scope narrows all that descends from it with the same commit.',
  tags,
  permission: 'agent.manage',
  params,
  body: changeAgentInput,
  response: agentOut,
  problems: [
    'not-found',
    'scope-exceeds-parent',
    'revoked',
    'sub-agent',
    'would-empty-sub-agent',
    'unknown-reference',
  ],
  run: (ctx, { params: { id }, body }) => changeAgent(ctx, { agentId: id, ...body }),
});

export const listAgentTreesEndpoint = endpoint({
  method: 'GET',
  path: '/agents/tree',
  summary: 'Agents with their sub-agents, those that want a person’s eye first',
  tags,
  permission: 'agent.registry',
  query: z.strictObject({
    limit: limitParam,
    cursor: cursorParam(z.tuple([z.boolean(), madeId])),
    q: z.string().trim().max(200).default(''),
    ended: z.stringbool().default(false),
  }),
  response: pageOf(agentTree),
  problems: [],
  run: (ctx, { query }) => listTrees(ctx, query),
});

export const listAgentWorkEndpoint = endpoint({
  method: 'GET',
  path: '/agents/{id}/investigations',
  summary: 'Investigations that it led or wrote to, newest first',
  tags,
  permission: 'agent.read',
  params,
  query: z.strictObject({ limit: limitParam, cursor: cursorParam(madeId) }),
  response: pageOf(workItem),
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) => listWork(ctx, { agentId: id, ...query }),
});

export const delegateAgentEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/delegations',
  summary: 'Make a sub-agent with a key, within one’s own scope',
  description: `What exceeds the parent is refused and recorded; only \`maxDepth\` and \`expiresAt\` are lowered to fit. At most ${MOST_CHILDREN} sub-agents live under one agent, and ${MOST_IN_TREE} in one tree.`,
  tags,
  permission: 'agent.delegate',
  params,
  body: delegateInput,
  status: 201,
  response: delegationOut,
  secret: ['key'],
  problems: [
    'not-found',
    'out-of-scope',
    'scope-exceeds-parent',
    'scope-changed',
    'too-many-sub-agents',
    'unknown-reference',
  ],
  run: (ctx, { params: { id }, body }) => delegateAgent(ctx, { agentId: id, ...body }),
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
    problems: ['not-found', 'revoked', 'already-active', 'already-suspended', 'ownerless'],
    run: (ctx, { params: { id }, body: { reason } }) =>
      changeStanding(ctx, { agentId: id, change, reason }),
  });

export const suspendAgentEndpoint = standing('suspend', 'Suspend an agent and all its branch');
export const resumeAgentEndpoint = standing('resume', 'Let a suspended agent act again');
export const revokeAgentEndpoint = standing(
  'revoke',
  'Revoke an agent and all its branch, for good',
);
