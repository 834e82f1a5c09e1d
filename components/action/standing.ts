import { isApprovedByPolicy } from '@/lib/actions/approved-by-policy';
import type { ActionRow } from '@/lib/actions/schema';

/** What tells where an action stands; a row of the room and an answer of the API both do. */
export type Stands = Pick<
  ActionRow,
  'state' | 'version' | 'decisions' | 'refusals' | 'verification'
> &
  ({ grantId: string | null } | { grant: object | null });

/** A badge of it: the state alone would mislead where something else became of the action. */
export interface Standing {
  noun: 'action' | 'decision' | 'verification';
  value: string;
}

const hasGrant = (action: Stands): boolean =>
  'grantId' in action ? action.grantId !== null : action.grant !== null;

/** The last time that its executor was refused what was signed; earlier versions do not count. */
export function lastRefusal({
  version,
  decisions,
  refusals,
}: Pick<Stands, 'version' | 'decisions' | 'refusals'>): Stands['refusals'][number] | undefined {
  const signed = decisions.findLast(
    (each) => each.version === version && each.decision === 'approve',
  );
  const last = refusals.at(-1);
  return signed && last && last.at >= signed.at ? last : undefined;
}

/**
 * Where an action stands, for its badge. What was signed and not picked up expired too, but not
 * because nobody decided; an approval is no good news while its executor is refused; what the policy
 * approved, no person has; and that a command succeeded says nothing once somebody measured whether
 * it helped.
 */
export function standingOf(action: Stands): Standing {
  const { state, verification } = action;
  if (state === 'expired' && hasGrant(action)) return { noun: 'action', value: 'unclaimed' };
  if (state === 'approved' && lastRefusal(action)) return { noun: 'action', value: 'refused' };
  if (state === 'approved' && isApprovedByPolicy(action))
    return { noun: 'decision', value: 'policy' };
  if (state === 'succeeded' && verification) {
    return { noun: 'verification', value: verification.status };
  }
  return { noun: 'action', value: state };
}
