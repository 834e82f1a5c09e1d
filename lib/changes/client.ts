import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';

/** What changed up to now is asked again when somebody says so, and kept no longer than it is shown. */
const KEPT_MS = 5000;

/**
 * What changed in a room between two moments, each a seq of the run or an instant; without `at` up to
 * now. The schemas come with the first answer.
 */
export const changesQuery = (id: string, run: string | null, since: string, at: string | null) =>
  queryOptions({
    queryKey: ['room-changes', id, run, since, at] as const,
    queryFn: async ({ signal }) => {
      const { roomChanges } = await import('@/lib/changes/schema');
      const query = new URLSearchParams({
        since,
        ...(at === null ? {} : { at }),
        ...(run === null ? {} : { run }),
      });
      const path = `/incidents/${encodeURIComponent(id)}/changes?${query}`;
      return callApi(path, { parse: roomChanges.parse, signal });
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    refetchOnWindowFocus: false,
    structuralSharing: false,
    retry: false,
  });
