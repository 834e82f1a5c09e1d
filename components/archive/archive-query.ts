import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { incidentItem } from '@/lib/incidents/views';
import { pageOf } from '@/lib/log/schema';

const incidentPage = pageOf(incidentItem);
export type IncidentPage = z.infer<typeof incidentPage>;

export const archivePageSize = 50;

/** Incidents that fit the filters, page after page, newest first. */
export const archivePages = (query: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['incidents', query] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ ...query, limit: String(archivePageSize) });
      if (pageParam) search.set('cursor', pageParam);
      return callApi(`/incidents?${search}`, { parse: incidentPage.parse, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
