import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { EvidenceSource } from '@/lib/evidence/schema';
import { callApi } from '@/lib/http/call-api';
import {
  type AddSourceLinkInput,
  type ChangeSourceLinkInput,
  linkSamples,
  sourceLinkRow,
} from '@/lib/source-links/schema';

const linkList = z.object({ items: z.array(sourceLinkRow) });
const pathOf = (id: string) => `/source-links/${encodeURIComponent(id)}`;
/** They change a few times a year; whoever changes one has them read anew. */
const FRESH_MS = 5 * 60_000;

export const sourceLinksQuery = queryOptions({
  queryKey: ['source-links'] as const,
  queryFn: ({ signal }) => callApi('/source-links', { parse: linkList.parse, signal }),
  staleTime: FRESH_MS,
});

/** Recent evidence of a source; for whoever may add a link. */
export const linkSamplesQuery = (source: EvidenceSource) =>
  queryOptions({
    queryKey: ['source-links', 'samples', source] as const,
    queryFn: ({ signal }) =>
      callApi(`/source-links/samples?source=${source}`, { parse: linkSamples.parse, signal }),
  });

export const postSourceLink = (input: AddSourceLinkInput) =>
  callApi('/source-links', { method: 'POST', body: input, parse: sourceLinkRow.parse });

export const patchSourceLink = (id: string, input: ChangeSourceLinkInput) =>
  callApi(pathOf(id), { method: 'PATCH', body: input, parse: sourceLinkRow.parse });

export const deleteSourceLink = (id: string) =>
  callApi(pathOf(id), { method: 'DELETE', parse: sourceLinkRow.parse });
