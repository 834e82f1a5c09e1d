import { factsOf } from './run-facts';
import type { RoomRun } from '@/lib/live/room-state';

const URGENCY: Record<string, number> = { waiting: 0, paused: 1, running: 2 };

/** The investigation that a room opens on: the URL's, or what waits on a person, or the latest. */
export function chooseRun(runs: readonly RoomRun[], asked: string | null): RoomRun | undefined {
  const named = runs.find(({ id }) => id === asked);
  if (named) return named;
  const ranked = runs.map((run, place) => {
    const row = factsOf(run)?.row;
    return { run, place, rank: URGENCY[row?.status ?? ''] ?? 3, at: row?.startedAt ?? '' };
  });
  ranked.sort((a, b) => a.rank - b.rank || b.at.localeCompare(a.at) || b.place - a.place);
  return ranked[0]?.run;
}
