import type { Role, RoleBinding } from '@/lib/access/schema';
import { Conflict, Forbidden } from '@/lib/errors';
import type { PersonChangeRow } from '@/lib/people/schema-change';
import type { PersonRow } from '@/lib/people/schema';

/** Roles that steer, sign or make others who do. */
const DECIDING: readonly Role[] = ['commander', 'approver', 'admin'];

type Standing = Pick<PersonRow, 'status'> & { roles: readonly RoleBinding[] };

export const isAdminOfAll = ({ roles, status }: Standing): boolean =>
  status === 'active' && roles.some(({ role, service }) => role === 'admin' && service === '*');

const isHeld = (held: readonly RoleBinding[], { role, service }: RoleBinding): boolean =>
  held.some((each) => each.role === role && (each.service === '*' || each.service === service));

/** What of `wanted` steers, signs or administers, and is not held yet. */
export const rolesGained = <Binding extends RoleBinding>(
  held: readonly RoleBinding[],
  wanted: readonly Binding[],
): Binding[] => wanted.filter((each) => DECIDING.includes(each.role) && !isHeld(held, each));

/** What an admin wants to do with a person, in as much as it bears on who may decide. */
export type Wish =
  | { kind: 'invite' }
  | { kind: 'roles'; roles: readonly RoleBinding[] }
  /** Letting somebody in who was shut out, or who forgot their password. */
  | { kind: 'enable' | 'reset' };

/**
 * Whether, where two admins have ever been, this takes both: whatever could make somebody who steers
 * or signs out of an admin's will alone. Taking away never does.
 * @param person whom it concerns; undefined where they are yet to be made
 */
export function takesTwo(wish: Wish, person: Pick<PersonRow, 'roles'> | undefined): boolean {
  if (wish.kind === 'invite' || !person) return true;
  const gained =
    wish.kind === 'roles' ? rolesGained(person.roles, wish.roles) : rolesGained([], person.roles);
  return gained.length > 0;
}

const ENDED = {
  agreed: 'was agreed to',
  declined: 'was declined',
  withdrawn: 'was taken back',
} as const;

/**
 * A change of people that waits for a second admin, and still may be agreed to.
 * @throws Conflict `already-decided`, `expired`
 */
export function demandWaiting({ state, decidedBy, expiresAt }: PersonChangeRow, now: Date): void {
  if (state !== 'proposed') {
    const by = decidedBy ? `, by ${decidedBy.name}` : '';
    throw new Conflict('already-decided', `This ${ENDED[state]}${by}. Nothing was changed.`, {
      state,
      decidedBy,
    });
  }
  if (Date.parse(expiresAt) > now.getTime()) return;
  throw new Conflict('expired', 'No second admin agreed in time. Propose it again.');
}

/**
 * The second admin is another person than the first, and than whom it concerns.
 * @throws Forbidden `second-person`
 */
export function demandOther(
  { proposedBy, personId }: Pick<PersonChangeRow, 'proposedBy' | 'personId'>,
  actorId: string,
): void {
  if (proposedBy.id === actorId) {
    throw new Forbidden(
      'You proposed this; another admin has to agree. Nothing was changed.',
      'second-person',
    );
  }
  if (personId === actorId) {
    throw new Forbidden(
      'This concerns yourself, so another admin has to agree. Nothing was changed.',
      'second-person',
    );
  }
}
