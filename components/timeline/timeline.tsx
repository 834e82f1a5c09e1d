'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ListTree, SearchX } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { isOver } from '@/components/incident/run-facts';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ApiProblem } from '@/lib/http/call-api';
import { roomKey } from '@/lib/incidents/client';
import { earlierEvents } from '@/lib/investigations/client';
import { lastSeq, prependEvents, type RoomRun, type RoomState } from '@/lib/live/room-state';
import { filterGroups } from './filter-groups';
import { layLines } from './timeline-rows';
import { TimelineFirst, useIsAwake } from './timeline-first';
import { TimelineList } from './timeline-list';
import { TimelineToolbar } from './timeline-toolbar';
import { useGrouped } from './use-grouped';
import { useLaneIndex } from './use-lane-index';
import { useTold } from './use-told';
import { useTimelineUrl } from './use-timeline-url';
import { lineOf } from './line-of';

/** What happened, one row a group, live; unfolding to the raw events. */
export function Timeline() {
  const { state, run, facts } = useRoom();
  const { selected, select } = useRoomHands();
  const url = useTimelineUrl();
  const isAwake = useIsAwake();
  const told = useTold(isAwake);
  const groups = useGrouped(run?.events, state.incidentEvents, told);
  const filter = useDeferredValue(url.filter);
  const visible = useMemo(() => filterGroups(groups, filter, facts), [groups, filter, facts]);
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
        total={groups.length}
      />
      {run?.hasEarlier && <Earlier run={run} />}
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
        />
      ) : groups.length > 0 ? (
        <EmptyState
          icon={SearchX}
          title="No row matches"
          action={<Button onClick={url.clear}>Show everything</Button>}
        >
          {run?.hasEarlier && 'Earlier events are not loaded yet, and not searched.'}
        </EmptyState>
      ) : (
        <EmptyState icon={ListTree} title="Nothing has happened yet">
          Rows appear here as the agent works.
        </EmptyState>
      )}
    </div>
  );
}

/** Loads what came before the first event that is held. */
function Earlier({ run }: { run: RoomRun }) {
  const { state } = useRoom();
  const queries = useQueryClient();
  const first = run.events[0]?.seq ?? lastSeq(run) + 1;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => earlierEvents(run.id, first),
    onSuccess: (events) =>
      queries.setQueryData<RoomState>(
        roomKey(state.incident.id),
        (room) => room && prependEvents(room, run.id, events),
      ),
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-sunken px-3 py-1 text-xs text-muted">
      <Button size="sm" pending={isPending} pendingLabel="Loading…" onClick={() => mutate()}>
        Load earlier
      </Button>
      <span>{(first - 1).toLocaleString('en')} earlier events</span>
      <ProblemNotice problem={error instanceof ApiProblem ? error : undefined} />
    </div>
  );
}
