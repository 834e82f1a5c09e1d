'use client';

import { useCallback, useMemo, useState } from 'react';
import type { RunFacts } from '@/components/incident/run-facts';
import { laneOf } from './group-claim';
import type { TimelineGroup } from './group-events';

/** Numbers lanes by where they first come up; of a list that only grew, no more than the new rows. */
export function createLaneIndex() {
  let first: string | undefined;
  let seen = 0;
  let places = new Map<string, number>();
  return (groups: readonly TimelineGroup[], facts: RunFacts | undefined) => {
    if (groups[0]?.key !== first || groups.length < seen) {
      first = groups[0]?.key;
      seen = 0;
      places = new Map();
    }
    for (const group of groups.slice(seen)) {
      const lane = laneOf(group, facts);
      if (!places.has(lane)) places.set(lane, places.size);
    }
    seen = groups.length;
    return places;
  };
}

/** The number of a lane, the same for everyone who has loaded the same rows. */
export function useLaneIndex(
  groups: readonly TimelineGroup[],
  facts: RunFacts | undefined,
): (lane: string) => number {
  const [number] = useState(createLaneIndex);
  const places = useMemo(() => number(groups, facts), [number, groups, facts]);
  return useCallback((lane: string) => places.get(lane) ?? places.size, [places]);
}
