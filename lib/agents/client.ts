import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { StandingChange } from '@/lib/agents/rules';
import { type ChangeAgentInput, type CreateAgentInput, keyOut } from '@/lib/agents/schema';
import { type AddIdentityInput, identityRow } from '@/lib/agents/schema-identity';
import { type DecideTrimInput, type ProposeTrimInput, useOut } from '@/lib/agents/schema-use';
import { agentOut, agentTree, workItem } from '@/lib/agents/schema-views';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import { personRow } from '@/lib/people/schema';
import { serviceRow } from '@/lib/services/schema';

const treePage = pageOf(agentTree);
export type TreePage = z.infer<typeof treePage>;

export const TREE_PAGE_SIZE = 50;

/** Everything read of agents lies under this, so that one change refreshes all of it. */
export const AGENTS_KEY = ['agents'] as const;

const pathOf = (id: string, rest = '') => `/agents/${encodeURIComponent(id)}${rest}`;
const nothing = () => undefined;

/** The registry as trees, those that want an eye first, page after page. */
export const agentTrees = (q: string, ended: boolean) =>
  infiniteQueryOptions({
    queryKey: [...AGENTS_KEY, 'trees', q, ended] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: String(TREE_PAGE_SIZE), ended: String(ended) });
      if (q) search.set('q', q);
      if (pageParam) search.set('cursor', pageParam);
      return callApi(`/agents/tree?${search}`, { parse: treePage.parse, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 60_000,
  });

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: [...AGENTS_KEY, id] as const,
    queryFn: ({ signal }) => callApi(pathOf(id), { parse: agentOut.parse, signal }),
    refetchInterval: 60_000,
  });

export const agentUse = (id: string, days: number) =>
  queryOptions({
    queryKey: [...AGENTS_KEY, id, 'use', days] as const,
    queryFn: ({ signal }) =>
      callApi(pathOf(id, `/use?days=${days}`), { parse: useOut.parse, signal }),
  });

const workPage = pageOf(workItem);
export type WorkPage = z.infer<typeof workPage>;

export const agentWork = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...AGENTS_KEY, id, 'work'] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: '10' });
      if (pageParam) search.set('cursor', pageParam);
      const path = pathOf(id, `/investigations?${search}`);
      return callApi(path, { parse: workPage.parse, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

/** Who may own an agent, and what its scope may name; for those who manage agents. */
export const agentChoices = queryOptions({
  queryKey: ['agent-choices'] as const,
  queryFn: async ({ signal }) => {
    const [people, services] = await Promise.all([
      callApi('/people?limit=200', { parse: pageOf(personRow).parse, signal }),
      callApi('/services?limit=200', { parse: pageOf(serviceRow).parse, signal }),
    ]);
    return {
      owners: people.items.filter(({ status }) => status === 'active'),
      services: services.items,
    };
  },
});

const post = <Answer>(path: string, body: unknown, answer: z.ZodType<Answer>) =>
  callApi(path, { method: 'POST', body, parse: (given) => answer.parse(given) });

/** Suspends, resumes or revokes an agent with all that descends from it. @throws ApiProblem */
export const postStanding = (id: string, change: StandingChange, reason: string) =>
  post(pathOf(id, `/${change}`), { reason }, agentOut);

/** @throws ApiProblem */
export const postAgent = (input: CreateAgentInput) => post('/agents', input, agentOut);

/** @throws ApiProblem */
export const patchAgent = (id: string, change: ChangeAgentInput) =>
  callApi(pathOf(id), { method: 'PATCH', body: change, parse: agentOut.parse });

/** A new key; its answer alone holds the key. @throws ApiProblem */
export const postKey = (id: string, input: { expiresAt?: string }) =>
  post(pathOf(id, '/keys'), input, keyOut);

/** A key in the place of another, which holds on for the overlap. @throws ApiProblem */
export const postRotation = (id: string, keyId: string, overlapS: number) =>
  post(pathOf(id, `/keys/${encodeURIComponent(keyId)}/rotate`), { overlapS }, keyOut);

/** @throws ApiProblem */
export const deleteKey = (id: string, keyId: string) =>
  callApi(pathOf(id, `/keys/${encodeURIComponent(keyId)}`), { method: 'DELETE', parse: nothing });

/** @throws ApiProblem */
export const postIdentity = (id: string, input: AddIdentityInput) =>
  post(pathOf(id, '/identities'), input, identityRow);

/** @throws ApiProblem */
export const deleteIdentity = (id: string, identityId: string) =>
  callApi(pathOf(id, `/identities/${encodeURIComponent(identityId)}`), {
    method: 'DELETE',
    parse: nothing,
  });

/** @throws ApiProblem */
export const postTrim = (id: string, input: ProposeTrimInput) =>
  post(pathOf(id, '/trims'), input, agentOut);

/** @throws ApiProblem */
export const postTrimDecision = (id: string, trimId: string, input: DecideTrimInput) =>
  post(pathOf(id, `/trims/${encodeURIComponent(trimId)}/decision`), input, agentOut);
