import { eventOf, projection } from '@/lib/log/projection';
import {
  type personChangePayloads,
  type PersonChangeRow,
  personChangeRow,
} from '@/lib/people/schema-change';

/** Changes of people that take two admins, on the stream of the person whom they concern. */
export const personChangeProjection = projection<PersonChangeRow>({
  name: 'person_change',
  key: 'id',
  row: personChangeRow,
  keysOf(stored) {
    const event = eventOf<typeof personChangePayloads>(stored);
    switch (event.kind) {
      case 'person.change_proposed':
      case 'person.change_agreed':
      case 'person.change_declined':
      case 'person.change_withdrawn':
        return [event.payload.change];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<typeof personChangePayloads>(stored);
    if (event.kind === 'person.change_proposed') {
      const { change: _id, ...wanted } = event.payload;
      return {
        id,
        personId: event.stream,
        ...wanted,
        state: 'proposed',
        proposedBy: event.actor,
        proposedAt: event.recordedAt,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
      };
    }
    if (!row) return undefined;
    const decided = { decidedBy: event.actor, decidedAt: event.recordedAt };
    switch (event.kind) {
      case 'person.change_agreed':
        return { ...row, state: 'agreed', ...decided };
      case 'person.change_declined':
        return { ...row, state: 'declined', ...decided, decisionReason: event.payload.reason };
      case 'person.change_withdrawn':
        return { ...row, state: 'withdrawn', ...decided };
      default:
        return row;
    }
  },
});
