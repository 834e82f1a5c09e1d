'use client';

import { useMemo, useState } from 'react';
import type { StoredEvent } from '@/lib/log/schema';
import { type Grouped, groupEvents, mergeGroups, type TimelineGroup } from './group-events';

/** Remembers the last grouping of a growing list, so that news cost only what is new. */
function createGrouper() {
  let last: Grouped | undefined;
  return (events: readonly StoredEvent[]): TimelineGroup[] => {
    last = groupEvents(events, last);
    return last.groups;
  };
}

const noEvents: StoredEvent[] = [];

/** The timeline's rows: the run's, with the incident's own and who was told between them. */
export function useGrouped(
  run: readonly StoredEvent[] = noEvents,
  incident: readonly StoredEvent[],
  told: TimelineGroup[],
): TimelineGroup[] {
  const [groupRun] = useState(createGrouper);
  const [groupIncident] = useState(createGrouper);
  return useMemo(
    () => mergeGroups(mergeGroups(groupRun(run), groupIncident(incident)), told),
    [groupRun, groupIncident, run, incident, told],
  );
}
