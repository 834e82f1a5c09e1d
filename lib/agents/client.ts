import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { StandingChange } from '@/lib/agents/rules';
import { agentOut } from '@/lib/agents/schema-views';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';

const agentPage = pageOf(agentOut);
export type AgentPage = z.infer<typeof agentPage>;

export const AGENT_PAGE_SIZE = 100;

/** Agents and executors, newest first, page after page. */
export const agentPages = infiniteQueryOptions({
  queryKey: ['agents'] as const,
  queryFn: ({ pageParam, signal }) => {
    const search = new URLSearchParams({ limit: String(AGENT_PAGE_SIZE) });
    if (pageParam) search.set('cursor', pageParam);
    return callApi(`/agents?${search}`, { parse: agentPage.parse, signal });
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: 60_000,
});

/** Suspends, resumes or revokes an agent with all that descends from it. @throws ApiProblem */
export const postStanding = (id: string, change: StandingChange, reason: string) =>
  callApi(`/agents/${encodeURIComponent(id)}/${change}`, {
    method: 'POST',
    body: { reason },
    parse: agentOut.parse,
  });
