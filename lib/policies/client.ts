import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import { backTest, type BackTest } from '@/lib/policies/back-test-schema';
import type { PolicyDocument } from '@/lib/policies/schema';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import {
  type AdoptVersionInput,
  type DeclineVersionInput,
  policyOut,
  policyVersionOut,
  type ProposeVersionInput,
  type WithdrawVersionInput,
} from '@/lib/policies/views';
import { evaluation, type EvaluateInput, type Evaluation } from '@/lib/policies/what-if-schema';

const POLICY = `/policies/${DEFAULT_POLICY_ID}`;
const versionPage = pageOf(policyVersionOut);
export type PolicyVersionPage = z.infer<typeof versionPage>;

export const VERSION_PAGE_SIZE = 50;
const REFRESH_MS = 30_000;

export const policiesKey = ['policies'] as const;

export const policyQuery = queryOptions({
  queryKey: [...policiesKey, 'in-force'] as const,
  queryFn: ({ signal }) => callApi(POLICY, { parse: policyOut.parse, signal }),
  refetchInterval: REFRESH_MS,
});

/** Every version, newest first, page after page. */
export const versionPages = infiniteQueryOptions({
  queryKey: [...policiesKey, 'versions'] as const,
  queryFn: ({ pageParam, signal }) => {
    const search = new URLSearchParams({ limit: String(VERSION_PAGE_SIZE) });
    if (pageParam) search.set('cursor', pageParam);
    return callApi(`${POLICY}/versions?${search}`, { parse: versionPage.parse, signal });
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: REFRESH_MS,
});

export const versionQuery = (version: number) =>
  queryOptions({
    queryKey: [...policiesKey, 'version', version] as const,
    queryFn: ({ signal }) =>
      callApi(`${POLICY}/versions/${version}`, { parse: policyVersionOut.parse, signal }),
    refetchInterval: REFRESH_MS,
  });

/** @throws ApiProblem */
export const postVersion = (body: ProposeVersionInput) =>
  callApi('/policies', { method: 'POST', body, parse: policyVersionOut.parse });

/** What can be done to a version that waits, each with what it sends. */
export type VersionAct =
  | { act: 'adopt'; body: AdoptVersionInput }
  | { act: 'decline'; body: DeclineVersionInput }
  | { act: 'withdraw'; body: WithdrawVersionInput };

/** @throws ApiProblem */
export const postVersionAct = (version: number, { act, body }: VersionAct) =>
  callApi(`${POLICY}/versions/${version}/${act}`, {
    method: 'POST',
    body,
    parse: policyVersionOut.parse,
  });

/** @throws ApiProblem */
export const postEvaluation = (body: EvaluateInput): Promise<Evaluation> =>
  callApi('/policies/evaluate', { method: 'POST', body, parse: evaluation.parse });

/** A page of what a draft would have changed; the first has the totals. @throws ApiProblem */
export const postBackTest = (
  document: PolicyDocument,
  cursor?: string,
  signal?: AbortSignal,
): Promise<BackTest> =>
  callApi(`/policies/back-test?limit=20${cursor ? `&cursor=${cursor}` : ''}`, {
    method: 'POST',
    body: { document },
    parse: backTest.parse,
    signal,
  });
