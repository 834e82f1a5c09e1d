import { queryOptions } from '@tanstack/react-query';
import { actionOut, actionSummary, type ActionOut, type ActionSummary } from '@/lib/actions/output';
import type { DecideActionInput } from '@/lib/actions/decision-input';
import type { ActionState, ReviewInput } from '@/lib/actions/schema';
import type { settlementInput, verificationInput } from '@/lib/grants/schema';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import type { z } from 'zod';

const pathOf = (id: string) => `/actions/${encodeURIComponent(id)}`;
const actionPage = pageOf(actionSummary);
export type ActionPage = z.infer<typeof actionPage>;

/** What waits for a signature. */
const PENDING: ActionState[] = ['pending_approval'];

/** What a signature set going, and what has not ended yet. */
export const GOING: ActionState[] = ['approved', 'redeemed', 'executing', 'indeterminate'];

/** What is over, however it ended. */
export const OVER: ActionState[] = [
  'succeeded',
  'failed',
  'rolled_back',
  'superseded',
  'withdrawn',
  'rejected',
  'expired',
  'revoked',
];

/** How many of each the inbox reads: the latest. */
export const INBOX_LIMITS = { going: 100, over: 50, recorded: 100 };

/** Of recordings the inbox shows whatever state: deciding them changes nothing. */
export const ANY: ActionState[] = [...PENDING, ...GOING, ...OVER];

export const actionsKey = ['actions'] as const;

/** Actions in some states, newest first; one page, the inbox needs no more at a time. */
export const actionsQuery = (
  states: ActionState[],
  limit: number,
  clock: ActionSummary['clock'] = 'live',
) =>
  queryOptions({
    queryKey: [...actionsKey, clock, states.join(','), limit] as const,
    queryFn: ({ signal }) =>
      callApi(`/actions?state=${states.join(',')}&clock=${clock}&limit=${limit}`, {
        parse: actionPage.parse,
        signal,
      }),
    refetchInterval: 30_000,
  });

/** How often an open decision is confirmed, whatever the live stream says. */
const CONFIRM_MS = 10_000;

/** One action with the ground it stands on, confirmed again and again while it is open. */
export const actionQuery = (id: string) =>
  queryOptions({
    queryKey: ['action', id] as const,
    queryFn: ({ signal }) => callApi(pathOf(id), { parse: actionOut.parse, signal }),
    refetchInterval: CONFIRM_MS,
    staleTime: 0,
  });

/** Signs or refuses one version. Never repeated by itself. @throws ApiProblem */
export const postDecision = (id: string, input: DecideActionInput): Promise<ActionOut> =>
  callApi(`${pathOf(id)}/decisions`, { method: 'POST', body: input, parse: actionOut.parse });

/** Whether the glass had to be broken, by somebody who did not break it. @throws ApiProblem */
export const postReview = (id: string, input: ReviewInput): Promise<ActionOut> =>
  callApi(`${pathOf(id)}/review`, { method: 'POST', body: input, parse: actionOut.parse });

/** A person's word on how an execution ended that went silent. @throws ApiProblem */
export const postSettlement = (
  id: string,
  input: z.infer<typeof settlementInput>,
): Promise<ActionOut> =>
  callApi(`${pathOf(id)}/settlement`, { method: 'POST', body: input, parse: actionOut.parse });

/** A person's word on whether the service recovered after an execution. @throws ApiProblem */
export const postVerification = (
  executionId: string,
  input: z.infer<typeof verificationInput>,
): Promise<ActionOut> =>
  callApi(`/executions/${encodeURIComponent(executionId)}/verification`, {
    method: 'POST',
    body: input,
    parse: actionOut.parse,
  });
