import { queryOptions } from '@tanstack/react-query';
import { serviceMap } from '@/lib/incidents/service-map';
import { callApi } from '@/lib/http/call-api';
import { importApplied, importPreview, serviceHistoryOut } from '@/lib/services/output';
import { type DeclareServiceInput, serviceRow } from '@/lib/services/schema';

/** The catalogue whole, with what is open on it. */
export const serviceMapQuery = queryOptions({
  queryKey: ['services', 'map'] as const,
  queryFn: ({ signal }) => callApi('/service-map', { parse: serviceMap.parse, signal }),
  refetchInterval: 60_000,
});

const pathOf = (name: string) => `/services/${encodeURIComponent(name)}`;

/** Who changed what the catalogue says of a service, newest first. */
export const historyQuery = (name: string) =>
  queryOptions({
    queryKey: ['services', 'history', name] as const,
    queryFn: ({ signal }) =>
      callApi(`${pathOf(name)}/history`, { parse: serviceHistoryOut.parse, signal }),
  });

/** @throws ApiProblem */
export const postService = (input: DeclareServiceInput) =>
  callApi('/services', { method: 'POST', body: input, parse: serviceRow.parse });

/** @throws ApiProblem */
export const postRetirement = (name: string, reason: string) =>
  callApi(`${pathOf(name)}/retire`, { method: 'POST', body: { reason }, parse: serviceRow.parse });

/** What a file would change; changes nothing. @throws ApiProblem */
export const postPreview = (text: string) =>
  callApi('/service-imports/preview', {
    method: 'POST',
    body: { text },
    parse: importPreview.parse,
  });

/** @throws ApiProblem */
export const postImport = (text: string, basis: string) =>
  callApi('/service-imports', {
    method: 'POST',
    body: { text, basis },
    parse: importApplied.parse,
  });
