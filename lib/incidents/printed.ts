import type { EvidenceRow } from '@/lib/evidence/schema';
import type { RoomView } from '@/lib/incidents/views';
import type { Activity } from '@/lib/investigations/activity';
import type { StepRow } from '@/lib/investigations/schema';
import type { WireEvent } from '@/lib/log/schema';

/** One run as it is printed: every event, not the stretch that a room begins with. */
export interface PrintedRun {
  id: string;
  events: WireEvent[];
  /** The steps and the evidence that the events name, as they stood. */
  rows: { step: StepRow[]; evidence: EvidenceRow[] };
  activity: Activity['items'];
}

export interface PrintedRoom {
  view: RoomView;
  runs: PrintedRun[];
  /** Whether something is, or was at that moment, frozen that holds this incident's service. */
  isFrozen: boolean;
}
