'use client';

import { ListTree, SearchX } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { isOver } from '@/components/incident/run-facts';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { markReadBack } from '@/lib/live/room-state';
import { filterGroups } from './filter-groups';
import { eventsOutside, holdsWindow } from './held-window';
import { layLines } from './timeline-rows';
import { TimelineFirst, useIsAwake } from './timeline-first';
import { TimelineList } from './timeline-list';
import { TimelineToolbar } from './timeline-toolbar';
import { lanesOf } from './asked-events';
import { SearchBar } from './search-bar';
import { WindowBar } from './window-bar';
import { EarlierBar, LaterBar } from './stretch-bars';
import { useGrouped } from './use-grouped';
import { useLaneIndex } from './use-lane-index';
import { useStretch } from './use-stretch';
import { useSearch } from './use-search';
import { useTold } from './use-told';
import { useTimelineUrl } from './use-timeline-url';
import { lineOf } from './line-of';

/** What happened, one row a group, live; unfolding to the raw events. */
export function Timeline() {
  const { state, run, facts, extend } = useRoom();
  const { selected, select } = useRoomHands();
  const url = useTimelineUrl();
  const isAwake = useIsAwake();
  const told = useTold(isAwake);
  const stretch = useStretch(run);
  const groups = useGrouped(run?.events, state.incidentEvents, told);
  const filter = useDeferredValue(url.filter);
  const search = useSearch(run, filter);
  const { groups: found } = search;
  const visible = useMemo(
    () =>
      found ? filterGroups(found, lanesOf(filter), facts) : filterGroups(groups, filter, facts),
    [found, groups, filter, facts],
  );
  const isPart = run !== undefined && (run.hasEarlier || run.hasLater);
  const outside = useMemo(() => {
    if (filter.window === null) return undefined;
    if (isPart) return found ? search.outside : eventsOutside(run, filter.window);
    return filterGroups(groups, { ...filter, window: null }, facts).length - visible.length;
  }, [isPart, run, found, search.outside, groups, filter, facts, visible]);
  // The rows at hand are all there are: nothing was left to be looked through, or nothing to be asked.
  const isAllHere = found
    ? search.further === undefined && !search.isSearching
    : run !== undefined && holdsWindow(run, filter.window);
  // Narrowed, the end of the rows is not the end of what is held: scrolling there brings no more.
  const canMove = run !== undefined && !found && filter.window === null;
  const laneIndex = useLaneIndex(groups, facts);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => layLines(visible, open), [visible, open]);
  const onFold = useCallback((key: string, isOpen: boolean) => {
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(key);
      else after.delete(key);
      return after;
    });
  }, []);
  const runId = run?.id;
  const onReadBack = useCallback(
    (isReadBack: boolean) => {
      if (runId !== undefined) extend((room) => markReadBack(room, runId, isReadBack));
    },
    [runId, extend],
  );
  const List = isAwake ? TimelineList : TimelineFirst;
  const isPast = facts !== undefined && (facts.row.clock === 'imported' || isOver(facts.row));
  const time = url.time ?? (isPast ? 'utc' : 'age');
  const selectedId = useMemo(() => lineOf(selected, lines, facts), [selected, lines, facts]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TimelineToolbar
        groups={groups}
        facts={facts}
        filter={url.filter}
        onChange={url.change}
        onClear={url.clear}
        time={time}
        onTime={url.showTime}
        shown={visible.length}
        total={found ? visible.length : groups.length}
        copied={{
          groups: visible,
          filter: url.filter,
          isPart: isPart && !isAllHere,
          selected: lines.find(({ id }) => id === selectedId),
        }}
      />
      {filter.window && (
        <WindowBar
          window={filter.window}
          outside={outside}
          unit={isPart ? 'event' : 'row'}
          onClear={() => url.zoom(null)}
        />
      )}
      {found && <SearchBar search={search} />}
      {canMove && run.hasEarlier && <EarlierBar run={run} stretch={stretch} />}
      {lines.length > 0 ? (
        <List
          lines={lines}
          facts={facts}
          selectedId={selectedId}
          highlight={filter.text.trim()}
          time={time}
          laneIndex={laneIndex}
          onSelect={select}
          onFold={onFold}
          onTop={canMove && run.hasEarlier ? stretch.earlier : undefined}
          onEnd={canMove && run.hasLater ? stretch.later : undefined}
          onReadBack={canMove ? onReadBack : undefined}
        />
      ) : groups.length > 0 ? (
        <EmptyState
          icon={SearchX}
          title="No row matches"
          action={<Button onClick={url.clear}>Show everything</Button>}
        >
          {search.isSearching
            ? 'Earlier events are still being searched.'
            : filter.window && 'Nothing that is asked for lies in this stretch of time.'}
        </EmptyState>
      ) : (
        <EmptyState icon={ListTree} title="Nothing has happened yet">
          Rows appear here as the agent works.
        </EmptyState>
      )}
      {canMove && run.hasLater && <LaterBar run={run} stretch={stretch} />}
    </div>
  );
}
