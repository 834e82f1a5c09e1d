import type { EventActor, StoredEvent } from '@/lib/log/schema';

/** An offer of command that waits for its answer. */
export interface OpenOffer {
  seq: number;
  by: EventActor;
  to: string;
  toName: string;
}

/**
 * The offer that is open, read off an incident's own events: the room has them all, at any instant
 * that it shows. What the table of hand-overs says, without its schema; a test holds them together.
 */
export function openOffer(events: readonly StoredEvent[]): OpenOffer | undefined {
  let open: OpenOffer | undefined;
  for (const { kind, payload, seq, actor: by } of events) {
    if (kind === 'command.offered') {
      open = { seq, by, to: String(payload.to), toName: String(payload.toName) };
    } else if (kind.startsWith('command.')) open = undefined;
    else if (kind === 'incident.changed') {
      const { commanderId } = payload.changes as { commanderId?: string | null };
      if (commanderId !== undefined && commanderId !== open?.by.id) open = undefined;
    }
  }
  return open;
}
