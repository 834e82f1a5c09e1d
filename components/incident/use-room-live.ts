'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { syncClock } from '@/components/time/clock';
import { roomKey, roomQuery, toldKey } from '@/lib/incidents/client';
import type { RoomView } from '@/lib/incidents/views';
import { useLive } from '@/lib/live/client';
import type { StoredEvent } from '@/lib/log/schema';
import { heldSeqs, type RoomState, startRoom } from '@/lib/live/room-state';
import type { RoomPresence } from '@/lib/presence/rules';

export interface LiveRoom {
  state: RoomState;
  /** Reads the whole room anew. */
  refresh: () => void;
  /** Puts into it what was loaded later. */
  extend: (change: (room: RoomState) => RoomState) => void;
  /** Who has this room open; undefined until it is told. */
  presence: RoomPresence | undefined;
  /** What folds the news could not be loaded: the room stands still until it is. */
  isUnloaded: boolean;
}

type Folds = typeof import('@/lib/live/fold');

/** After a pause of this long, news is drawn at once; what follows waits for the screen. */
const PAUSE_MS = 50;
/** Frames wait for the next frame of the screen, and in a hidden tab, where none comes, this long. */
const HIDDEN_MS = 400;
/** News is to be expected of a room that goes on: once its page has settled, the folds come ahead. */
const SETTLED_MS = 8000;

/** The room's state, kept in the query cache and folded forward by the live stream. */
export function useRoomLive(view: RoomView): LiveRoom {
  const id = view.incident.id;
  const queries = useQueryClient();
  const [initialData] = useState(() => startRoom(view));
  const { data: state } = useQuery({ ...roomQuery(id), initialData });
  const [isUnloaded, setUnloaded] = useState(false);
  const [presence, setPresence] = useState<RoomPresence>();
  useEffect(() => syncClock(view.now), [view.now]);

  const refresh = useCallback(() => {
    void queries.invalidateQueries({ queryKey: roomKey(id) });
  }, [queries, id]);

  const extend = useCallback(
    (change: (room: RoomState) => RoomState) =>
      queries.setQueryData<RoomState>(roomKey(id), (room) => room && change(room)),
    [queries, id],
  );

  const pending = useRef<unknown[]>([]);
  const folds = useRef<Folds>(undefined);
  const flush = useCallback(() => {
    const before = queries.getQueryData<RoomState>(roomKey(id));
    if (!folds.current || !before || pending.current.length === 0) return;
    const events = folds.current.readFrames(pending.current.splice(0));
    // What has been erased is in rows, events and bodies that this page holds: none of it stays.
    if (events.some(({ kind, recordedAt }) => kind === 'content.erased' && recordedAt > view.now)) {
      window.location.reload();
      return;
    }
    const { state: after, hasGap } = folds.current.foldRoom(before, events);
    queries.setQueryData(roomKey(id), after);
    const last = events.at(-1);
    if (last) syncClock(last.recordedAt);
    // A name that the stream cannot tell, or a hole in it: the server knows.
    // Of a run that has just begun, the stream tells neither its reach nor how it is held.
    const hasBegun = after.runs.length > before.runs.length;
    if (hasGap || hasBegun || after.commander?.name === '' || lacksTally(after, events)) refresh();
  }, [queries, id, refresh, view.now]);

  const schedule = useSoonest(flush);
  const isAsked = useRef(false);
  const loadFolds = useCallback(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    const load = async () => {
      folds.current = await import('@/lib/live/fold');
      setUnloaded(false);
      flush();
    };
    load().catch(() => {
      // Asked for again with the next news; only what waits to be shown is missed.
      isAsked.current = false;
      if (pending.current.length > 0) setUnloaded(true);
    });
  }, [flush]);
  const isGoing = state.incident.endedAt === null;
  useEffect(() => {
    if (!isGoing) return;
    const timer = setTimeout(loadFolds, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [isGoing, loadFolds]);
  useLive({
    room: id,
    after: () => heldSeqs(queries.getQueryData<RoomState>(roomKey(id)) ?? initialData),
    onTimeline: (frame) => {
      pending.current.push(frame);
      // The folds and every schema come with the first news at the latest; a room that is over
      // needs neither.
      if (folds.current) schedule();
      else loadFolds();
    },
    onChange: ({ kind, incidentId }) => {
      if (incidentId !== id || !kind.startsWith('notice.')) return;
      void queries.invalidateQueries({ queryKey: toldKey(id) });
    },
    onPresence: setPresence,
  });
  return { state, refresh, extend, presence, isUnloaded };
}

/** A stop point of a run that is too large to be counted here has been reached: the server counts. */
const lacksTally = ({ runs }: RoomState, events: readonly StoredEvent[]): boolean =>
  events.some(
    ({ kind, stream }) =>
      kind === 'checkpoint.requested' && runs.find(({ id }) => id === stream)?.isWhole === false,
  );

/**
 * Calls at once when it has not for a while; within a burst at the next animation frame or after
 * HIDDEN_MS, whichever comes first.
 */
function useSoonest(act: () => void): () => void {
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  const scheduled = useRef<{ frame: number; timer: ReturnType<typeof setTimeout> }>(undefined);
  const cancel = useCallback(() => {
    if (!scheduled.current) return;
    cancelAnimationFrame(scheduled.current.frame);
    clearTimeout(scheduled.current.timer);
    scheduled.current = undefined;
  }, []);
  useEffect(() => cancel, [cancel]);
  return useCallback(() => {
    if (scheduled.current) return;
    const once = () => {
      cancel();
      lastAt.current = performance.now();
      act();
    };
    if (performance.now() - lastAt.current > PAUSE_MS) {
      once();
      return;
    }
    scheduled.current = {
      frame: requestAnimationFrame(once),
      timer: setTimeout(once, HIDDEN_MS),
    };
  }, [act, cancel]);
}
