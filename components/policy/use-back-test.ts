'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { policiesKey, postBackTest } from '@/lib/policies/client';
import type { PolicyDocument } from '@/lib/policies/schema';

/** A draft held against the last 90 days, page by page; asked once for each draft. */
export function useBackTest(document: PolicyDocument | undefined) {
  return useInfiniteQuery({
    queryKey: [...policiesKey, 'back-test', document] as const,
    queryFn: ({ pageParam, signal }) => {
      if (!document) throw new Error('There is no draft to try.');
      return postBackTest(document, pageParam, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: document !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
