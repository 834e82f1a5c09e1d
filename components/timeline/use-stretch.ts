'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useRoom } from '@/components/incident/room-context';
import { ApiProblem } from '@/lib/http/call-api';
import { eventsOf } from '@/lib/investigations/client';
import { lastSeq, type RoomRun } from '@/lib/live/room-state';

export interface Stretch {
  /** Loads what joins the stretch in view before it, or after it. One at a time. */
  earlier: () => void;
  later: () => void;
  /** Shows another stretch in its place. */
  toBeginning: () => void;
  toNewest: () => void;
  isLoading: boolean;
  problem: ApiProblem | undefined;
}

type Way = 'earlier' | 'later' | 'beginning' | 'newest';

/** Moves the stretch of a run's events that the browser holds; the rest stays with the server. */
export function useStretch(run: RoomRun | undefined): Stretch {
  const { extend } = useRoom();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (way: Way) => {
      if (!run) return;
      const { id, events } = run;
      const [first, last] = [events[0]?.seq ?? lastSeq(run) + 1, events.at(-1)?.seq ?? 0];
      const from = {
        earlier: { before: first },
        later: { after: last },
        beginning: { after: 0 },
        newest: { before: lastSeq(run) + 1 },
      }[way];
      // The folds come along: rows of steps and evidence are made of what is loaded.
      const [loaded, window] = await Promise.all([eventsOf(id, from), import('@/lib/live/window')]);
      extend((room) => {
        if (way === 'earlier') return window.prependEvents(room, id, loaded);
        if (way === 'later') return window.appendLater(room, id, loaded);
        return window.showStretch(room, id, loaded);
      });
    },
  });
  const go = useCallback(
    (way: Way) => {
      if (!isPending) mutate(way);
    },
    [mutate, isPending],
  );
  // What failed is not tried again by itself: scrolling on would ask without end.
  const hasFailed = error !== null;
  const earlier = useCallback(() => {
    if (!hasFailed) go('earlier');
  }, [go, hasFailed]);
  const later = useCallback(() => {
    if (!hasFailed) go('later');
  }, [go, hasFailed]);
  return {
    earlier,
    later,
    toBeginning: () => mutate('beginning'),
    toNewest: () => mutate('newest'),
    isLoading: isPending,
    problem: error instanceof ApiProblem ? error : undefined,
  };
}
