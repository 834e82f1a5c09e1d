import { isWithin, type Reach, touches } from '@/lib/access/reach';
import type { HeldRole, Role, RoleBinding } from '@/lib/access/schema';
import { Conflict, Forbidden } from '@/lib/errors';
import type { PersonChangeRow } from '@/lib/people/schema-change';
import type { PersonRow } from '@/lib/people/schema';

/** Roles that steer, sign or make others who do. */
const DECIDING: readonly Role[] = ['commander', 'approver', 'admin'];

type Standing = Pick<PersonRow, 'status'> & { roles: readonly RoleBinding[] };

export const isAdminOfAll = ({ roles, status }: Standing): boolean =>
  status === 'active' &&
  roles.some((each) => each.role === 'admin' && isWithin({ service: '*' }, each));

/** In each of the environments that a binding names; where it names none, in all of them at once. */
const parts = <Binding extends RoleBinding>(binding: Binding): Binding[] =>
  binding.environments?.map((each) => ({ ...binding, environments: [each] })) ?? [binding];

/** What is held of what a binding asks for, perhaps by several bindings together. */
const isHeld = (held: readonly RoleBinding[], wanted: RoleBinding): boolean =>
  parts(wanted).every((part) =>
    held.some((each) => each.role === part.role && isWithin(part, each)),
  );

/** What of `wanted` steers, signs or administers, and is not held yet, in some environment at least. */
export const rolesGained = <Binding extends RoleBinding>(
  held: readonly RoleBinding[],
  wanted: readonly Binding[],
): Binding[] => wanted.filter((each) => DECIDING.includes(each.role) && !isHeld(held, each));

/**
 * The bindings that somebody now holds, each part of them since it was held without a break: what was
 * held already, there or in more places, is held since then, and only the rest since `now`. So a role
 * that is widened to production counts in staging as it did, and in production from now on.
 */
export function heldAfter(
  before: readonly HeldRole[],
  wanted: readonly RoleBinding[],
  now: string,
): HeldRole[] {
  return wanted.flatMap(({ role, service, environments }): HeldRole[] => {
    const of = before.filter((each) => each.role === role && touches(each, service));
    const sinceIn = (reach: Reach): string =>
      of
        .filter((each) => isWithin(reach, each))
        .map(({ since }) => since)
        .toSorted()[0] ?? now;
    const whole = environments ? undefined : sinceIn({ service });
    const named = environments ?? of.flatMap((each) => each.environments ?? []);
    const bySince = new Map<string, Set<string>>();
    for (const each of named) {
      const since = sinceIn({ service, environments: [each] });
      if (whole !== undefined && since >= whole) continue;
      bySince.set(since, (bySince.get(since) ?? new Set()).add(each));
    }
    const parts = [...bySince].map(([since, those]) => ({
      role,
      service,
      environments: [...those],
      since,
    }));
    return whole === undefined ? parts : [{ role, service, since: whole }, ...parts];
  });
}

/** What is held, one binding a role and service, as it was given: without since when. */
export function bindingsOf(held: readonly RoleBinding[]): RoleBinding[] {
  const keyOf = ({ role, service }: RoleBinding) => `${role} ${service}`;
  const first = [...new Map(held.map((each) => [keyOf(each), each])).values()];
  return first.map(({ role, service }): RoleBinding => {
    const same = held.filter((each) => each.role === role && each.service === service);
    if (same.some(({ environments }) => environments === undefined)) return { role, service };
    return {
      role,
      service,
      environments: [...new Set(same.flatMap(({ environments }) => environments ?? []))],
    };
  });
}

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
