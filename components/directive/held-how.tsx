import { StateBadge } from '@/components/ui/state-badge';
import type { RoomRun } from '@/lib/live/room-state';
import { controlFace } from './control-words';

/** How far Stop reaches, beside it: enforced, cooperative or watched only. */
export function HeldHow({ level }: { level: RoomRun['agent']['controlLevel'] }) {
  return (
    <div className="flex items-center">
      <span className="sr-only">How far it can be held: </span>
      <StateBadge noun="control" value={controlFace(level)} look="plain" />
    </div>
  );
}
