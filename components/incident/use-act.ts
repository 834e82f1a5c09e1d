'use client';

import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '@/lib/http/call-api';
import { useLiveStatus } from '@/components/shell/live-status';
import { useRoomHands } from './room-context';

export interface Act {
  /** Sends it; nothing on the screen changes until the server has committed. */
  send: (call: () => Promise<unknown>) => void;
  isSending: boolean;
  /** What the server said instead of doing it. */
  problem: ApiProblem | undefined;
  clear: () => void;
}

/** One act of a person: never optimistic, with the server's own words when it refuses. */
export function useAct(onDone?: () => void): Act {
  const { refresh } = useRoomHands();
  const { state } = useLiveStatus();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onSuccess: () => onDone?.(),
    onSettled: () => {
      // The stream brings what was committed; without it the room is read anew.
      if (state !== 'live') refresh();
    },
  });
  const problem =
    error instanceof ApiProblem
      ? error
      : error
        ? new ApiProblem('unknown', 0, 'This could not be sent', error.message)
        : undefined;
  return { send: mutate, isSending: isPending, problem, clear: reset };
}
