import { type Place, reaches } from '@/lib/access/reach';
import type { HeldRole } from '@/lib/access/schema';
import type { ActionRow, Decision } from '@/lib/actions/schema';
import type { PersonRow } from '@/lib/people/schema';
import { type Signer, SIGNING_ROLES } from '@/lib/policies/signing';
import type { Requirements } from '@/lib/policies/schema';

/** Who stands behind a proposal, as they are now. */
export interface Behind {
  /** Owners of the agent that proposed and of all its ancestors. */
  ownerIds: string[];
  /** People who started or steered the investigation. */
  steeredBy: string[];
}

type Proposal = Pick<ActionRow, 'service' | 'environment' | 'proposedAt'>;

/** The roles of theirs, now, that the requirements ask for at this place. */
const fitting = (person: Pick<PersonRow, 'status' | 'roles'>, at: Place, { roles }: Requirements) =>
  person.status === 'active'
    ? person.roles.filter(
        (held) =>
          SIGNING_ROLES.includes(held.role) && roles.includes(held.role) && reaches(held, at),
      )
    : [];

const cameInTime =
  ({ proposedAt }: Proposal) =>
  ({ since }: HeldRole): boolean =>
    Date.parse(since) < Date.parse(proposedAt);

/**
 * Whether a person holds, now, a role that the requirements ask for, at this place, and has held
 * it since before the action was first proposed: nobody is made an approver for what waits already.
 */
export const isApprover = (
  person: Pick<PersonRow, 'status' | 'roles'>,
  action: Proposal,
  requirements: Requirements,
): boolean => fitting(person, action, requirements).some(cameInTime(action));

/** Whether their role fits, and they only came by it once the action was proposed. */
export const cameLate = (
  person: Pick<PersonRow, 'status' | 'roles'>,
  action: Proposal,
  requirements: Requirements,
): boolean =>
  fitting(person, action, requirements).length > 0 && !isApprover(person, action, requirements);

export const CAME_LATE =
  'You have held the role only since after this was proposed, so your signature does not count for it.';

/** Why a person's approval must not count, though they hold the role; undefined when it may. */
export function barredReason(
  personId: string,
  { ownerIds, steeredBy }: Behind,
  { separationOfDuties }: Requirements,
): string | undefined {
  if (ownerIds.includes(personId)) {
    return 'Whoever owns the agent that proposes, or one that it descends from, cannot approve.';
  }
  if (separationOfDuties && steeredBy.includes(personId)) {
    return 'Whoever started or steered the investigation cannot approve what came of it.';
  }
  return undefined;
}

/** As what somebody may sign now: their roles that the requirements name and that came in time. */
export const signsAs = (
  person: Pick<PersonRow, 'id' | 'status' | 'roles'>,
  action: Proposal,
  requirements: Requirements,
): Signer => {
  const inTime = fitting(person, action, requirements).filter(cameInTime(action));
  return { id: person.id, roles: [...new Set(inTime.map(({ role }) => role))].toSorted() };
};

/**
 * The distinct people whose approvals of the current version count now, and as what.
 * @param counts whether one approval may, beyond who made it: as by the passkey that it needs
 */
export function countingSigners(
  action: Proposal & Pick<ActionRow, 'decisions' | 'version'>,
  people: PersonRow[],
  behind: Behind,
  requirements: Requirements,
  counts: (approval: Decision) => boolean = () => true,
): Signer[] {
  const approvals = action.decisions.filter(
    (each) => each.version === action.version && each.decision === 'approve' && counts(each),
  );
  const signed = people.filter(
    (person) =>
      approvals.some(({ by }) => by.type === 'person' && by.id === person.id) &&
      barredReason(person.id, behind, requirements) === undefined,
  );
  const distinct = new Map(signed.map((person) => [person.id, person]));
  return [...distinct.values()]
    .map((person) => signsAs(person, action, requirements))
    .filter(({ roles }) => roles.length > 0);
}
