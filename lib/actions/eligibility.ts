import type { ActionRow, Decision } from '@/lib/actions/schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Requirements } from '@/lib/policies/schema';

/** Who stands behind a proposal, as they are now. */
export interface Behind {
  /** Owners of the agent that proposed and of all its ancestors. */
  ownerIds: string[];
  /** People who started or steered the investigation. */
  steeredBy: string[];
}

/** Whether a person holds, now, a role that the requirements ask for, on this service. */
export const isApprover = (
  person: Pick<PersonRow, 'status' | 'roles'>,
  service: string,
  { roles }: Requirements,
): boolean =>
  person.status === 'active' &&
  person.roles.some(
    (bound) => roles.includes(bound.role) && (bound.service === '*' || bound.service === service),
  );

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

/**
 * The distinct people whose approvals of the current version count now.
 * @param counts whether one approval may, beyond who made it: as by the passkey that it needs
 */
export function countingApprovers(
  action: Pick<ActionRow, 'decisions' | 'version' | 'service'>,
  people: PersonRow[],
  behind: Behind,
  requirements: Requirements,
  counts: (approval: Decision) => boolean = () => true,
): string[] {
  const approvals = action.decisions.filter(
    (each) => each.version === action.version && each.decision === 'approve' && counts(each),
  );
  const counting = people.filter(
    (person) =>
      approvals.some(({ by }) => by.type === 'person' && by.id === person.id) &&
      isApprover(person, action.service, requirements) &&
      barredReason(person.id, behind, requirements) === undefined,
  );
  return [...new Set(counting.map(({ id }) => id))];
}
