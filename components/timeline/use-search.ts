'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useRoom } from '@/components/incident/room-context';
import { ApiProblem } from '@/lib/http/call-api';
import { searchQuery } from '@/lib/investigations/client';
import { isFound } from '@/lib/investigations/search';
import { lastSeq, type RoomRun } from '@/lib/live/room-state';
import { askedOf } from './asked-events';
import { isFiltered, type TimelineFilter } from './filter-groups';
import { holdsWindow } from './held-window';
import { groupEvents, type TimelineGroup } from './group-events';

/** So many hits are enough to begin with; more are looked for when asked. */
const ENOUGH = 200;

const unloaded = new ApiProblem(
  'unloaded',
  0,
  'A part of this page could not be loaded',
  'Reload the page once the connection is back.',
);

export interface Search {
  /** Rows made of what was found; undefined where the rows at hand are all there are, or none is asked for. */
  groups: TimelineGroup[] | undefined;
  /** From here on everything has been looked through. */
  lookedTo: number;
  upTo: number;
  /** Events outside the stretch of time that was asked for; undefined until it is known. */
  outside: number | undefined;
  isSearching: boolean;
  /** Looks further back; undefined once all has been looked through. */
  further: (() => void) | undefined;
  /** How many events have come since; looks through those too. */
  newer: number;
  again: () => void;
  problem: ApiProblem | undefined;
}

/** What a filter asks for, of a run that the browser holds a stretch of: the server looks through it. */
export function useSearch(run: RoomRun | undefined, filter: TimelineFilter): Search {
  const newest = run ? lastSeq(run) : 0;
  const [isLost, setLost] = useState(false);
  const isAsked =
    run !== undefined &&
    isFiltered(filter) &&
    (run.hasEarlier || run.hasLater) &&
    !holdsWindow(run, filter.window);
  // It looks up to where the run had come when it was asked: what arrives meanwhile waits.
  const asked = useMemo(() => askedOf(filter), [filter]);
  const [from, setFrom] = useState({ asked, newest });
  if (from.asked !== asked || from.newest > newest) setFrom({ asked, newest });
  const upTo = from.asked === asked ? from.newest : newest;
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...searchQuery(run?.id ?? '', upTo, asked),
    enabled: isAsked,
  });
  const found = useMemo(
    () => (data?.pages ?? []).flatMap((page) => page.events).toReversed(),
    [data],
  );
  // A stretch that goes on follows the newest: what has come since is at hand.
  const held = run?.events;
  const isFollowing =
    filter.window?.toMs === null && run?.hasLater === false && (held?.[0]?.seq ?? 1) <= upTo + 1;
  const events = useMemo(() => {
    if (!isFollowing || !held) return found;
    return [...found, ...held.filter((event) => event.seq > upTo && isFound(event, asked))];
  }, [isFollowing, found, held, upTo, asked]);
  const groups = useMemo(() => groupEvents(events).groups, [events]);
  const { extend } = useRoom();
  const newestRows = data?.pages.at(-1)?.rows;
  const runId = run?.id;
  useEffect(() => {
    if (!newestRows || runId === undefined) return;
    const hold = async () => {
      const { holdRows } = await import('@/lib/live/window');
      extend((room) => holdRows(room, runId, newestRows));
    };
    hold().catch(() => setLost(true));
  }, [newestRows, runId, extend]);
  const isEnough = found.length >= ENOUGH;
  useEffect(() => {
    if (isAsked && hasNextPage && !isFetching && !isEnough && !error) void fetchNextPage();
  }, [isAsked, hasNextPage, isFetching, isEnough, error, fetchNextPage]);
  return {
    groups: isAsked ? groups : undefined,
    lookedTo: data?.pages.at(-1)?.lookedTo ?? upTo + 1,
    upTo,
    outside: data?.pages[0]?.outside ?? undefined,
    isSearching: isAsked && isFetching,
    further: hasNextPage ? () => void fetchNextPage() : undefined,
    newer: isFollowing ? 0 : Math.max(0, newest - upTo),
    again: () => setFrom({ asked, newest }),
    problem: error instanceof ApiProblem ? error : isLost ? unloaded : undefined,
  };
}
