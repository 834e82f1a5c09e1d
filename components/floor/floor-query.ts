import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { incidentRow, type OpenIncidentInput } from '@/lib/incidents/schema';
import { type FloorRows, floorRows, type FloorView, floorView } from '@/lib/incidents/views';
import { withRows } from './with-rows';

/** Answers about a few rows that may be newer than a whole floor that is still on its way. */
const RECENT_MS = 60_000;
let recent: FloorRows[] = [];

/** The floor as it is now; the live stream says what to ask again, polling covers its loss. */
export const floorQuery = queryOptions({
  queryKey: ['floor'],
  queryFn: async ({ signal }) => {
    const view = await callApi('/floor', { parse: floorView.parse, signal });
    return recent.filter(({ now }) => now > view.now).reduce(withRows, view);
  },
  refetchInterval: 30_000,
});

/** Reads the rows of a few incidents anew, and puts them in the place of the old ones. */
export async function refreshRows(queries: QueryClient, ids: string[]): Promise<void> {
  const query = new URLSearchParams({ ids: ids.join(',') });
  const answer = await callApi(`/floor/rows?${query}`, { parse: floorRows.parse });
  const oldest = new Date(Date.parse(answer.now) - RECENT_MS).toISOString();
  recent = [...recent.filter(({ now }) => now > oldest), answer];
  queries.setQueryData<FloorView>(
    floorQuery.queryKey,
    (before) => before && withRows(before, answer),
  );
}

/** Opens an incident. @throws ApiProblem */
export const postIncident = (input: OpenIncidentInput) =>
  callApi('/incidents', { method: 'POST', body: input, parse: incidentRow.parse });
