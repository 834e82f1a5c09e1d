import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { freezeDetail, freezePage } from '@/lib/freeze/output';
import { callApi } from '@/lib/http/call-api';

export const FREEZE_PAGE_SIZE = 50;

/** Freezes, newest first, page after page. */
export const freezePages = infiniteQueryOptions({
  queryKey: ['freezes', 'all'] as const,
  queryFn: ({ pageParam, signal }) => {
    const search = new URLSearchParams({ limit: String(FREEZE_PAGE_SIZE) });
    if (pageParam) search.set('cursor', pageParam);
    return callApi(`/freezes?${search}`, { parse: freezePage.parse, signal });
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: 60_000,
});

/** One freeze, with the runs that nobody has let go on. */
export const freezeQuery = (id: string) =>
  queryOptions({
    queryKey: ['freezes', 'one', id] as const,
    queryFn: ({ signal }) =>
      callApi(`/freezes/${encodeURIComponent(id)}`, { parse: freezeDetail.parse, signal }),
    refetchInterval: 60_000,
  });
