import type { HeldRole, RoleBinding } from '@/lib/access/schema';
import { eventOf, projection } from '@/lib/log/projection';
import { bindingsOf, heldAfter, isAdminOfAll } from '@/lib/people/rules';
import { type personPayloads, type PersonRow, personRow } from '@/lib/people/schema';

/** Begun anew, all of it: what was held before counts for nothing. */
const sinceNow = (roles: readonly RoleBinding[], now: string): HeldRole[] =>
  heldAfter([], bindingsOf(roles), now);

const noting = (row: PersonRow): PersonRow => ({
  ...row,
  wasAdmin: row.wasAdmin || isAdminOfAll(row),
});

/**
 * People. A role counts from when its holder could use it: from joining, from being enabled again,
 * and from choosing a password by a link that somebody else handed over.
 */
export const personProjection = projection<PersonRow>({
  name: 'person',
  key: 'id',
  row: personRow,
  keysOf: (event) => (event.stream.startsWith('usr_') ? [event.stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof personPayloads>(stored);
    const now = event.recordedAt;
    if (event.kind === 'person.invited') {
      const { email, roles } = event.payload;
      const { name, createdAt, wasAdmin } = row ?? { name: email, createdAt: now, wasAdmin: false };
      return {
        id,
        email,
        name,
        status: 'invited',
        roles: sinceNow(roles, now),
        wasAdmin,
        createdAt,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'person.joined': {
        const { name } = event.payload;
        return noting({ ...row, name, status: 'active', roles: sinceNow(row.roles, now) });
      }
      case 'person.roles_changed':
        return noting({ ...row, roles: heldAfter(row.roles, event.payload.roles, now) });
      case 'person.disabled':
        return { ...row, status: 'disabled' };
      case 'person.enabled':
        return noting({ ...row, status: 'active', roles: sinceNow(row.roles, now) });
      case 'person.password_reset':
        return { ...row, roles: sinceNow(row.roles, now) };
      default:
        return row;
    }
  },
});
