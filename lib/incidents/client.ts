import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import type { ChangeIncidentInput } from '@/lib/incidents/schema';
import { type RoomState, startRoom } from '@/lib/live/room-state';

const pathOf = (id: string) => `/incidents/${encodeURIComponent(id)}`;

export const roomKey = (id: string) => ['room', id] as const;

/** Who was told of what waits there; read anew at each news of it. */
export const toldKey = (id: string) => ['room-told', id] as const;

/**
 * The room of an incident. It is read once; the live stream keeps it from then on. Read anew, it
 * keeps what was loaded of its past and what arrived meanwhile.
 */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: roomKey(id),
    queryFn: async ({ signal, client }): Promise<RoomState> => {
      // The first sight of a room comes with its page, so the schemas are loaded only here.
      const [{ roomView }, { renewRoom }] = await Promise.all([
        import('@/lib/incidents/views'),
        import('@/lib/live/fold'),
      ]);
      const path = `${pathOf(id)}/room`;
      const fresh = startRoom(await callApi(path, { parse: roomView.parse, signal }));
      const before = client.getQueryData<RoomState>(roomKey(id));
      return before ? renewRoom(before, fresh) : fresh;
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Rows and events are kept as they are by the folds themselves.
    structuralSharing: false,
  });

/** A state of the past is let go this soon after it has left the screen: while it plays there are many. */
const PAST_KEPT_MS = 5000;

export const pastRoomKey = (id: string, run: string | null, at: string) =>
  ['room-then', id, run, at] as const;

/** The room as it was known at a moment: a seq of the run, or an instant. It never changes. */
export const pastRoomQuery = (id: string, run: string | null, at: string) =>
  queryOptions({
    queryKey: pastRoomKey(id, run, at),
    queryFn: async ({ signal }): Promise<RoomState> => {
      const { roomView } = await import('@/lib/incidents/views');
      const query = new URLSearchParams({ at, ...(run === null ? {} : { run }) });
      return startRoom(
        await callApi(`${pathOf(id)}/room?${query}`, { parse: roomView.parse, signal }),
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: PAST_KEPT_MS,
    structuralSharing: false,
    retry: false,
    // What was is the same later on: a moment that is asked for without a network waits for it.
    networkMode: 'online',
  });

/** What the server answers reaches the room by the live stream. */
const heard = () => undefined;

/** Changes status, severity, class or command. @throws ApiProblem */
export const changeIncident = (id: string, change: ChangeIncidentInput) =>
  callApi(pathOf(id), { method: 'PATCH', body: change, parse: heard });
