import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { decidedItem, inboxView, type Whose } from '@/lib/inbox/schema';
import { pageOf } from '@/lib/log/schema';

/** What waits, and on whom, as it is now. @throws ApiProblem */
export const readInbox = (signal?: AbortSignal) =>
  callApi('/inbox', { parse: inboxView.parse, ...(signal ? { signal } : {}) });

/** What waits, and on whom. */
export const inboxQuery = queryOptions({
  queryKey: ['inbox'] as const,
  queryFn: ({ signal }) => readInbox(signal),
  refetchInterval: 30_000,
});

const decidedPage = pageOf(decidedItem);
const SHOWN = 30;

/** What people decided lately: oneself, or everybody on one's services. */
export const decisionsQuery = (by: Whose) =>
  queryOptions({
    queryKey: ['decisions', by] as const,
    queryFn: ({ signal }) =>
      callApi(`/decisions?by=${by}&limit=${SHOWN}`, { parse: decidedPage.parse, signal }),
  });
