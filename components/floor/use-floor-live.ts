'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '@/components/ui/announcer';
import { useSoon } from '@/components/action/use-soon';
import { waitingNow } from '@/lib/incidents/floor-order';
import type { FloorItem } from '@/lib/incidents/views';
import { type ChangeFrame, useLive } from '@/lib/live/client';
import { floorQuery, refreshRows } from './floor-query';

/** A burst of changes is one look. */
const GATHER_MS = 250;
/** What concerns the whole floor, as which incidents may be one, is looked at less often. */
const WHOLE_MS = 2000;
/** Rows that are asked for by name; more than these, and the whole floor is. */
const MOST_ROWS = 60;

/** What a floor shows nothing of. */
const UNSEEN = ['notice.', 'session.', 'device.', 'webhook.'];
/** What may change which incidents belong together. */
const SHAPING = 'incident.';

/** Keeps the floor up to date, row by row, and says aloud what newly waits on this person. */
export function useFloorLive(items: FloorItem[]): void {
  const queries = useQueryClient();
  const whole = () => void queries.invalidateQueries({ queryKey: floorQuery.queryKey });
  const refresh = useSoon(whole, WHOLE_MS);
  const pending = useRef(new Set<string>());
  const refreshNamed = useSoon(() => {
    const ids = [...pending.current];
    pending.current.clear();
    if (ids.length > MOST_ROWS) whole();
    else refreshRows(queries, ids).catch(whole);
  }, GATHER_MS);
  const onChange = ({ kind, incidentId }: ChangeFrame) => {
    if (UNSEEN.some((prefix) => kind.startsWith(prefix))) return;
    if (incidentId !== null) {
      pending.current.add(incidentId);
      refreshNamed();
    }
    if (incidentId === null || kind.startsWith(SHAPING)) refresh();
  };
  useLive({ onChange, onResumed: whole });

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
