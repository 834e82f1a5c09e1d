import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import { PEOPLE_KEY } from '@/lib/people/client';
import {
  type AgreedChange,
  agreedChange,
  personChangeRow,
  type ProposeChangeInput,
} from '@/lib/people/schema-change';

export const CHANGES_PAGE_SIZE = 20;
const REFRESH_MS = 20_000;

const changesPage = pageOf(personChangeRow).extend({ takesTwo: z.boolean() });
export type ChangesPage = z.infer<typeof changesPage>;

/** Changes of people that took, or wait for, a second admin. */
export const changesQuery = infiniteQueryOptions({
  queryKey: [...PEOPLE_KEY, 'changes'] as const,
  queryFn: ({ pageParam, signal }) => {
    const search = new URLSearchParams({ limit: String(CHANGES_PAGE_SIZE) });
    if (pageParam) search.set('cursor', pageParam);
    return callApi(`/people/changes?${search}`, { parse: changesPage.parse, signal });
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: REFRESH_MS,
});

/** @throws ApiProblem */
export const postChange = (input: ProposeChangeInput) =>
  callApi('/people/changes', { method: 'POST', body: input, parse: personChangeRow.parse });

const changePath = (id: string, rest: string) =>
  `/people/changes/${encodeURIComponent(id)}/${rest}`;

/** Agrees, as the second admin; of an invitation or a reset the link comes back. @throws ApiProblem */
export const postAgreement = (id: string): Promise<AgreedChange> =>
  callApi(changePath(id, 'agree'), { method: 'POST', parse: agreedChange.parse });

/** Says no, or takes one's own back. @throws ApiProblem */
export const postDeclining = (id: string, reason: string) =>
  callApi(changePath(id, 'decline'), {
    method: 'POST',
    body: { reason },
    parse: personChangeRow.parse,
  });
