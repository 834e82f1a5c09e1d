import { eventOf, projection } from '@/lib/log/projection';
import { type personPayloads, type PersonRow, personRow } from '@/lib/people/schema';

export const personProjection = projection<PersonRow>({
  name: 'person',
  key: 'id',
  row: personRow,
  keysOf: (event) => (event.stream.startsWith('usr_') ? [event.stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof personPayloads>(stored);
    if (event.kind === 'person.invited') {
      const { email, roles } = event.payload;
      const kept = row ? { name: row.name, createdAt: row.createdAt } : undefined;
      const fresh = { name: email, createdAt: event.recordedAt };
      return { id, email, roles, status: 'invited', ...(kept ?? fresh) };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'person.joined':
        return { ...row, name: event.payload.name, status: 'active' };
      case 'person.roles_changed':
        return { ...row, roles: event.payload.roles };
      case 'person.disabled':
        return { ...row, status: 'disabled' };
      case 'person.enabled':
        return { ...row, status: 'active' };
      default:
        return row;
    }
  },
});
