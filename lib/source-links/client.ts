import { queryOptions } from '@tanstack/react-query';
import type { EvidenceSource } from '@/lib/evidence/schema';
import { callApi } from '@/lib/http/call-api';
import type { AddSourceLinkInput, ChangeSourceLinkInput } from '@/lib/source-links/schema';

/** What checks the answers comes with the first of them: a room opens without it. */
const answers = () => import('@/lib/source-links/schema');
const pathOf = (id: string) => `/source-links/${encodeURIComponent(id)}`;
/** They change a few times a year; whoever changes one has them read anew. */
const FRESH_MS = 5 * 60_000;

export const sourceLinksQuery = queryOptions({
  queryKey: ['source-links'] as const,
  queryFn: async ({ signal }) => {
    const { sourceLinkList } = await answers();
    return callApi('/source-links', { parse: sourceLinkList.parse, signal });
  },
  staleTime: FRESH_MS,
});

/** Recent evidence of a source; for whoever may add a link. */
export const linkSamplesQuery = (source: EvidenceSource) =>
  queryOptions({
    queryKey: ['source-links', 'samples', source] as const,
    queryFn: async ({ signal }) => {
      const { linkSamples } = await answers();
      return callApi(`/source-links/samples?source=${source}`, {
        parse: linkSamples.parse,
        signal,
      });
    },
  });

export async function postSourceLink(input: AddSourceLinkInput) {
  const { sourceLinkRow } = await answers();
  return callApi('/source-links', { method: 'POST', body: input, parse: sourceLinkRow.parse });
}

export async function patchSourceLink(id: string, input: ChangeSourceLinkInput) {
  const { sourceLinkRow } = await answers();
  return callApi(pathOf(id), { method: 'PATCH', body: input, parse: sourceLinkRow.parse });
}

export async function deleteSourceLink(id: string) {
  const { sourceLinkRow } = await answers();
  return callApi(pathOf(id), { method: 'DELETE', parse: sourceLinkRow.parse });
}
