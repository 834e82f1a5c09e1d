import 'server-only';
import { z } from 'zod';
import { createKeyInput, keyOut, rotateKeyInput } from '@/lib/agents/schema';
import { addIdentityInput, identityRow } from '@/lib/agents/schema-identity';
import { decideTrimInput, proposeTrimInput, USE_DAYS, useOut } from '@/lib/agents/schema-use';
import { agentOut } from '@/lib/agents/schema-views';
import { createAgentKey, revokeAgentKey, rotateAgentKey } from '@/lib/agents/server/agent-keys';
import { addIdentity, removeIdentity } from '@/lib/agents/server/identities';
import { readUse } from '@/lib/agents/server/read-use';
import { decideTrim, proposeTrim } from '@/lib/agents/server/trim-scope';
import { endpoint } from '@/lib/http/endpoint';

const tags = ['agents'];
const params = z.object({ id: z.string() });
const keyParams = z.object({ id: z.string(), keyId: z.string() });

export const createAgentKeyEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/keys',
  summary: 'Make a key; it is shown this once',
  tags,
  permission: 'agent.manage',
  params,
  body: createKeyInput,
  status: 201,
  response: keyOut,
  secret: ['key'],
  problems: ['not-found', 'revoked'],
  run: (ctx, { params: { id }, body }) => createAgentKey(ctx, { agentId: id, ...body }),
});

export const revokeAgentKeyEndpoint = endpoint({
  method: 'DELETE',
  path: '/agents/{id}/keys/{keyId}',
  summary: 'End a key',
  tags,
  permission: 'agent.manage',
  params: keyParams,
  status: 204,
  response: z.null(),
  problems: ['not-found'],
  run: async (ctx, { params: { id, keyId } }) => {
    await revokeAgentKey(ctx, { agentId: id, keyId });
    return null;
  },
});

export const rotateAgentKeyEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/keys/{keyId}/rotate',
  summary: 'Make a key in the place of one, which holds on for the overlap',
  tags,
  permission: 'agent.manage',
  params: keyParams,
  body: rotateKeyInput,
  status: 201,
  response: keyOut,
  secret: ['key'],
  problems: ['not-found', 'revoked', 'key-ended', 'already-rotated'],
  run: (ctx, { params: { id, keyId }, body }) =>
    rotateAgentKey(ctx, { agentId: id, keyId, ...body }),
});

export const addIdentityEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/identities',
  summary: 'Let a workload’s tokens stand for it, by issuer, subject and audience',
  tags,
  permission: 'agent.manage',
  params,
  body: addIdentityInput,
  status: 201,
  response: identityRow,
  problems: ['not-found', 'revoked', 'identity-taken', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => addIdentity(ctx, { agentId: id, ...body }),
});

export const removeIdentityEndpoint = endpoint({
  method: 'DELETE',
  path: '/agents/{id}/identities/{identityId}',
  summary: 'Let a workload’s tokens stand for it no more',
  tags,
  permission: 'agent.manage',
  params: z.object({ id: z.string(), identityId: z.string() }),
  status: 204,
  response: z.null(),
  problems: ['not-found'],
  run: async (ctx, { params: { id, identityId } }) => {
    await removeIdentity(ctx, { agentId: id, identityId });
    return null;
  },
});

export const readUseEndpoint = endpoint({
  method: 'GET',
  path: '/agents/{id}/use',
  summary: 'What it used of its scope, what it tried beyond, and what could be taken away',
  tags,
  permission: 'agent.read',
  params,
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(365).default(USE_DAYS) }),
  response: useOut,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { days } }) => readUse(ctx, { agentId: id, days }),
});

export const proposeTrimEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/trims',
  summary: 'Propose a narrower scope',
  tags,
  permission: 'agent.trim',
  params,
  body: proposeTrimInput,
  status: 201,
  response: agentOut,
  problems: ['not-found', 'revoked', 'not-narrower'],
  run: (ctx, { params: { id }, body }) => proposeTrim(ctx, { agentId: id, ...body }),
});

export const decideTrimEndpoint = endpoint({
  method: 'POST',
  path: '/agents/{id}/trims/{trimId}/decision',
  summary: 'Accept or reject a narrower scope',
  description: 'Accepted, it narrows all that descends from the agent with the same commit.',
  tags,
  permission: 'agent.trim.decide',
  params: z.object({ id: z.string(), trimId: z.string() }),
  body: decideTrimInput,
  response: agentOut,
  problems: ['not-found', 'already-decided', 'not-narrower', 'would-empty-sub-agent'],
  run: (ctx, { params: { id, trimId }, body }) => decideTrim(ctx, { agentId: id, trimId, ...body }),
});
