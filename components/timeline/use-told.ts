'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRoom } from '@/components/incident/room-context';
import { useSettled } from '@/components/incident/use-settled';
import { toldKey } from '@/lib/incidents/client';
import type { TimelineGroup } from './group-events';

const none: TimelineGroup[] = [];

/** Who was told of what waits here; words and schemas come once the room is there. */
export const toldQuery = (incidentId: string) =>
  queryOptions({
    queryKey: toldKey(incidentId),
    queryFn: async ({ signal }) => {
      const [{ toldGroups }, { readTold }] = await Promise.all([
        import('./told-groups'),
        import('@/lib/notices/client'),
      ]);
      const { items } = await readTold(incidentId, signal);
      return { items, toldGroups };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** A row for each thing that people were told of, of the run that is shown. */
export function useTold(isAwake: boolean): TimelineGroup[] {
  const { state, run, facts } = useRoom();
  // A row says whom it reached by now: of an earlier moment it would say too much.
  const isNow = state.asOf === null;
  const isSettled = useSettled(isAwake);
  const { data } = useQuery({ ...toldQuery(state.incident.id), enabled: isSettled && isNow });
  const runId = run?.id;
  const actions = facts?.actions;
  return useMemo(() => {
    if (!isNow) return none;
    const own = data?.items.filter(({ investigationId }) => investigationId === runId);
    return own && data ? data.toldGroups(own, actions ?? []) : none;
  }, [data, runId, actions, isNow]);
}
