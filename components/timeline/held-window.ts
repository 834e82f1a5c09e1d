import { factsOf, instantOf } from '@/components/incident/run-facts';
import { isWithin, type TimeWindow } from '@/components/incident/strip-window';
import { lastSeq, type RoomRun } from '@/lib/live/room-state';

/**
 * Whether the stretch of a run that the browser holds has every event of a window, so that nobody has
 * to be asked. Never of a recording, whose clock may go back.
 */
export function holdsWindow(run: RoomRun, window: TimeWindow | null): boolean {
  const row = factsOf(run)?.row;
  const [first, last] = [run.events[0], run.events.at(-1)];
  if (!window || !row || row.clock === 'imported' || !first || !last) return false;
  const { fromMs, toMs } = window;
  const beginsIn = !run.hasEarlier || fromMs > Date.parse(instantOf(row, first));
  const endsIn = !run.hasLater || (toMs !== null && toMs < Date.parse(instantOf(row, last)));
  return beginsIn && endsIn;
}

/** How many events of the run lie outside a window that {@link holdsWindow}. */
export function eventsOutside(run: RoomRun, window: TimeWindow): number {
  const row = factsOf(run)?.row;
  if (!row) return 0;
  const inside = run.events.filter((event) =>
    isWithin(Date.parse(instantOf(row, event)), window),
  ).length;
  return lastSeq(run) - inside;
}
