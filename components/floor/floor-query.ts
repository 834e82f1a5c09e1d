import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { incidentRow, type OpenIncidentInput } from '@/lib/incidents/schema';
import { floorView } from '@/lib/incidents/views';

/** The floor as it is now; the live stream says when to ask again, polling covers its loss. */
export const floorQuery = queryOptions({
  queryKey: ['floor'],
  queryFn: ({ signal }) => callApi('/floor', { parse: floorView.parse, signal }),
  refetchInterval: 30_000,
});

/** Opens an incident. @throws ApiProblem */
export const postIncident = (input: OpenIncidentInput) =>
  callApi('/incidents', { method: 'POST', body: input, parse: incidentRow.parse });
