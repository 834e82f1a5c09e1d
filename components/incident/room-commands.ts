import { IN_THIS_ROOM, useCommand } from '@/components/shell/shortcuts';
import { useRoom, useRoomHands } from './room-context';

export interface RoomCommandsInput {
  view: 'board' | 'graph' | null;
  onView: (view: 'board' | 'graph' | null) => void;
}

/** What the command menu offers in a room besides the acts, which their own buttons offer. */
export function useRoomCommands({ view, onView }: RoomCommandsInput): void {
  const { facts, present } = useRoom();
  const { at, goTo } = useRoomHands();
  const offer = (label: string, enabled: boolean, run: () => void) => ({
    label,
    group: IN_THIS_ROOM,
    enabled,
    run,
  });
  const hasClaims = facts !== undefined;
  const waits = (facts?.checkpoints.length ?? 0) + (facts?.actions.length ?? 0) > 0;
  useCommand(offer('Go to what waits on people', waits, goToWaiting));
  useCommand(
    offer('Compare the claims side by side', hasClaims && view !== 'board', () => onView('board')),
  );
  useCommand(
    offer('Show the claims as a graph', hasClaims && view !== 'graph', () => onView('graph')),
  );
  useCommand(offer('Show the timeline', view !== null, () => onView(null)));
  useCommand(
    offer('Look back over this run', present !== undefined && at === null, () =>
      goTo(String(present?.row.lastSeq ?? 1)),
    ),
  );
  useCommand(offer('Go back to now', at !== null, () => goTo(null)));
}

function goToWaiting(): void {
  const waiting = document.getElementById('awaits');
  waiting?.scrollIntoView({ block: 'nearest' });
  waiting?.focus({ preventScroll: true });
}
