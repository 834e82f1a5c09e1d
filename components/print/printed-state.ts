import type { PrintedRoom } from '@/lib/incidents/printed';
import type { Activity } from '@/lib/investigations/activity';
import { eventFrom, type RoomState, startRoom } from '@/lib/live/room-state';
import { holdRows } from '@/lib/live/window';

export interface PrintedState {
  state: RoomState;
  activity: ReadonlyMap<string, Activity['items']>;
  isFrozen: boolean;
}

/** A room as the screen has it, with every event that is printed and the rows that those name. */
export function printedState({ view, runs, isFrozen }: PrintedRoom): PrintedState {
  const filled = runs.reduce((state, { id, rows }) => holdRows(state, id, rows), startRoom(view));
  const events = new Map(
    runs.map((each) => [each.id, each.events.map((wire) => eventFrom(each.id, wire))] as const),
  );
  return {
    state: {
      ...filled,
      runs: filled.runs.map((run) => ({ ...run, events: events.get(run.id) ?? run.events })),
    },
    activity: new Map(runs.map(({ id, activity }) => [id, activity])),
    isFrozen,
  };
}
