'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ApiProblem } from '@/lib/http/call-api';
import { pastRoomKey, pastRoomQuery } from '@/lib/incidents/client';
import type { RoomView } from '@/lib/incidents/views';
import { type RoomState, startRoom } from '@/lib/live/room-state';

export interface Past {
  /** The room as it was known; of the moment before while the next is on its way. */
  state: RoomState | undefined;
  isSeeking: boolean;
  /** It waits for the connection. */
  isOffline: boolean;
  problem: ApiProblem | undefined;
  /** Puts into it what was loaded later. */
  extend: (change: (room: RoomState) => RoomState) => void;
}

interface Asked {
  incidentId: string;
  run: string | null;
  /** Null while the room is live. */
  at: string | null;
  /** What the page came with, of the moment in its address. */
  given: RoomView | undefined;
}

/** Whether what the page came with is of the moment that is asked for now. */
const isOf = ({ asOf }: RoomView, { run, at }: Pick<Asked, 'run' | 'at'>): boolean =>
  asOf !== null && asOf.run === run && (at === String(asOf.seq) || at === asOf.at);

/** The room as it was known at the moment in the address; nothing while there is none. */
export function usePast({ incidentId, run, at, given }: Asked): Past {
  const queries = useQueryClient();
  const first = useMemo(
    () => (given && isOf(given, { run, at }) ? startRoom(given) : undefined),
    [given, run, at],
  );
  const { data, error, isPlaceholderData, fetchStatus } = useQuery({
    ...pastRoomQuery(incidentId, run, at ?? ''),
    enabled: at !== null,
    ...(first ? { initialData: first } : { placeholderData: keepPreviousData }),
  });
  const extend = useCallback(
    (change: (room: RoomState) => RoomState) =>
      queries.setQueryData<RoomState>(
        pastRoomKey(incidentId, run, at ?? ''),
        (room) => room && change(room),
      ),
    [queries, incidentId, run, at],
  );
  if (at === null)
    return { state: undefined, isSeeking: false, isOffline: false, problem: undefined, extend };
  return {
    state: data,
    isSeeking: data === undefined || isPlaceholderData,
    isOffline: fetchStatus === 'paused',
    problem: error instanceof ApiProblem ? error : undefined,
    extend,
  };
}
