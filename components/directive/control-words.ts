import type { RoomRun } from '@/lib/live/room-state';

type ControlLevel = RoomRun['agent']['controlLevel'];

/** What Stop does, by how far the agent can be held; never more than is true. */
export function stopEffect(level: ControlLevel): string {
  switch (level) {
    case 'enforced':
      return 'Its calls pass through us and are refused from then on. What waits for a signature is void.';
    case 'cooperative':
      return 'Its writes are refused from then on and what waits for a signature is void. The agent itself may still be running.';
    case 'watched':
      return 'We only receive its telemetry: its writes are refused from then on, but nothing here can reach the agent itself.';
  }
}

/** The value under which the control level's face stands in the table of states. */
export const controlFace = (level: ControlLevel): string =>
  level === 'watched' ? 'watched-only' : level;

/** The investigation's face, which says less than "Stopped" where the agent was not reached. */
export const runFace = (status: string, level: ControlLevel): string =>
  status === 'stopped' && level === 'enforced' ? 'stopped-enforced' : status;
