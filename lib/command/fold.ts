import { type commandPayloads, type HandoverRow, handoverRow } from '@/lib/command/schema';
import type { incidentPayloads } from '@/lib/incidents/schema';
import { type EventOf, eventOf, projection } from '@/lib/log/projection';

type Kinds = typeof commandPayloads & Pick<typeof incidentPayloads, 'incident.changed'>;
type Event = EventOf<Kinds>;

const ended = (
  row: HandoverRow,
  { actor: endedBy, recordedAt: endedAt }: Event,
  state: HandoverRow['state'],
): HandoverRow => ({ ...row, state, endedBy, endedAt });

/** What becomes of an offer that is open; an offer that has ended stays as it ended. */
function foldOpen(row: HandoverRow, event: Event): HandoverRow {
  switch (event.kind) {
    case 'command.accepted':
      return ended(row, event, 'accepted');
    case 'command.declined':
      return { ...ended(row, event, 'declined'), reason: event.payload.reason };
    case 'command.withdrawn':
      return ended(row, event, 'withdrawn');
    case 'incident.changed': {
      const { commanderId } = event.payload.changes;
      if (commanderId === undefined || commanderId === row.from.id) return row;
      // Whoever it was offered to may take command as well as accept it.
      return ended(row, event, commanderId === row.toId ? 'accepted' : 'overtaken');
    }
    default:
      return row;
  }
}

export const handoverProjection = projection<HandoverRow>({
  name: 'handover',
  key: 'incidentId',
  row: handoverRow,
  keysOf(stored) {
    const { kind, payload, stream } = eventOf<Kinds>(stored);
    const isOfCommand =
      kind.startsWith('command.') ||
      (kind === 'incident.changed' && payload.changes.commanderId !== undefined);
    return isOfCommand ? [stream] : [];
  },
  fold(row, stored, incidentId) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'command.offered') {
      const { handover: id, to: toId, toName, summary } = event.payload;
      const offer = { incidentId, id, from: event.actor, toId, toName, summary };
      const offeredAt = event.recordedAt;
      return { ...offer, state: 'offered', reason: null, offeredAt, endedAt: null, endedBy: null };
    }
    return row?.state === 'offered' ? foldOpen(row, event) : row;
  },
});
