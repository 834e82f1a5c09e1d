import type { DecisionView } from '@/lib/actions/decision-view';
import type { Requirements } from '@/lib/policies/schema';

const withArticle = (role: string): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

/** What the policy asks for, in one sentence. */
export function sayRoles({ approvals, roles, separationOfDuties, stepUp }: Requirements): string {
  const who = roles.map(withArticle).join(' or ');
  const count =
    approvals === 1 ? `one signature by ${who}` : `${approvals} signatures, each by ${who}`;
  const apart = separationOfDuties
    ? ', not by whoever owns the agent, or started or steered the investigation'
    : ', not by whoever owns the agent';
  return `${count}${apart}${stepUp ? ', with a passkey' : ''}.`;
}

/** How many signatures are missing on the version that stands. */
export function saySignatures(
  action: Pick<DecisionView, 'requirements' | 'decisions' | 'version'> & { isPending: boolean },
): string {
  const signed = new Set(
    action.decisions
      .filter(({ version, decision }) => version === action.version && decision === 'approve')
      .map(({ by }) => by.id),
  ).size;
  const missing = Math.max(0, action.requirements.approvals - signed);
  if (!action.isPending) return 'No more signatures';
  const roles = action.requirements.roles.join(' or ');
  return missing === 1
    ? `1 more signature, by ${withArticle(roles)}`
    : `${missing} more signatures, by ${roles}s`;
}
