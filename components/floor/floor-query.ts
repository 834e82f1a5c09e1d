import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/http/fetch-json';
import type { IncidentRow, OpenIncidentInput } from '@/lib/incidents/schema';
import type { FloorView } from '@/lib/incidents/views';

/** The floor as it is now; the live stream says when to ask again, polling covers its loss. */
export const floorQuery = queryOptions({
  queryKey: ['floor'],
  queryFn: ({ signal }) => fetchJson<FloorView>('/floor', { signal }),
  refetchInterval: 30_000,
});

/** Opens an incident; `key` is kept across retries of the same form. */
export const postIncident = (input: OpenIncidentInput, key: string): Promise<IncidentRow> =>
  fetchJson('/incidents', { method: 'POST', body: input, idempotencyKey: key });
