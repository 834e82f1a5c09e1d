'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '@/components/ui/announcer';
import { useSoon } from '@/components/action/use-soon';
import { waitingNow } from '@/lib/incidents/floor-order';
import type { FloorItem } from '@/lib/incidents/views';
import { useLive } from '@/lib/live/client';
import { floorQuery } from './floor-query';

/** A burst of changes is one look. */
const gatherMs = 250;

/** Keeps the floor up to date, and says aloud what newly waits on this person. */
export function useFloorLive(items: FloorItem[]): void {
  const queries = useQueryClient();
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: floorQuery.queryKey });
  }, gatherMs);
  useLive({ onChange: refresh, onResumed: refresh });

  const announce = useAnnounce();
  const told = useRef<Set<string> | undefined>(undefined);
  useEffect(() => {
    const mine = items.flatMap((item) =>
      waitingNow(item)
        .filter(({ isYours }) => isYours)
        .map(({ id }) => ({ id, title: item.title })),
    );
    const before = told.current;
    told.current = new Set([...(before ?? []), ...mine.map(({ id }) => id)]);
    const fresh = before ? mine.filter(({ id }) => !before.has(id)) : [];
    const [first] = fresh;
    if (!first) return;
    announce(
      fresh.length === 1
        ? `Your decision is needed: ${first.title}`
        : `${fresh.length} decisions of yours are needed`,
      'assertive',
    );
  }, [items, announce]);
}
