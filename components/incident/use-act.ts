'use client';

import { useMutation } from '@tanstack/react-query';
import { useLiveStatus } from '@/components/shell/live-status';
import { useToast } from '@/components/ui/toast';
import { ApiProblem } from '@/lib/http/call-api';
import { useRoomHands } from './room-context';
import { useIsGone } from './use-is-gone';
import { plainLine } from '@/lib/text/plain-line';

export interface Act {
  /** Sends it; nothing on the screen changes until the server has committed. */
  send: (call: () => Promise<unknown>) => void;
  isSending: boolean;
  /** What the server said instead of doing it. */
  problem: ApiProblem | undefined;
  clear: () => void;
}

const problemOf = (error: Error): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem('unknown', 0, 'This could not be sent', error.message);

/** One act of a person: never optimistic, with the server's own words when it refuses. */
export function useAct(onDone?: () => void): Act {
  const { refresh } = useRoomHands();
  const { state } = useLiveStatus();
  const toast = useToast();
  const isGone = useIsGone();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onSuccess: () => onDone?.(),
    onError: (refusal) => {
      // What was acted on may have left the screen, since somebody was faster.
      if (!isGone()) return;
      const { title, detail } = problemOf(refusal);
      toast({ tone: 'bad', title, detail: plainLine(detail) });
    },
    onSettled: () => {
      // The stream brings what was committed; without it the room is read anew.
      if (state !== 'live') refresh();
    },
  });
  const problem = error ? problemOf(error) : undefined;
  return { send: mutate, isSending: isPending, problem, clear: reset };
}
