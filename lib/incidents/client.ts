import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { type ChangeIncidentInput, incidentRow } from '@/lib/incidents/schema';
import { roomView } from '@/lib/incidents/views';
import { startRoom } from '@/lib/live/fold';

const pathOf = (id: string) => `/incidents/${encodeURIComponent(id)}`;

export const roomKey = (id: string) => ['room', id] as const;

/** The room of an incident. It is read once; the live stream keeps it from then on. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: roomKey(id),
    queryFn: async ({ signal }) =>
      startRoom(await callApi(`${pathOf(id)}/room`, { parse: roomView.parse, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    // Rows and events are kept as they are by the folds themselves.
    structuralSharing: false,
  });

/** Changes status, severity, class or command. @throws ApiProblem */
export const changeIncident = (id: string, change: ChangeIncidentInput) =>
  callApi(pathOf(id), { method: 'PATCH', body: change, parse: incidentRow.parse });
