import type { DecisionView } from '@/lib/actions/decision-view';
import type { Requirements } from '@/lib/policies/schema';
import { neededNow } from './needed-now';

const withArticle = (role: string): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

/** What the policy asks for, in one sentence. */
export function sayRoles({ approvals, roles, separationOfDuties, stepUp }: Requirements): string {
  const who = roles.map(withArticle).join(' or ');
  const count =
    approvals === 1 ? `One signature by ${who}` : `${approvals} signatures, each by ${who}`;
  const apart = separationOfDuties
    ? ', not by whoever owns the agent, or started or steered the investigation'
    : ', not by whoever owns the agent';
  return `${count}${apart}${stepUp ? ', with a passkey' : ''}.`;
}

/** How many signatures are missing on the version that stands, as policy is now. */
export function saySignatures(
  action: Pick<DecisionView, 'requirements' | 'asked' | 'decisions' | 'version'> & {
    isPending: boolean;
  },
): string {
  if (!action.isPending) return 'No more signatures';
  const { approvals, roles } = neededNow(action);
  const signed = new Set(
    action.decisions
      .filter(({ version, decision }) => version === action.version && decision === 'approve')
      .map(({ by }) => by.id),
  ).size;
  // What still waits takes one more at least: a signature may have ceased to count.
  const missing = Math.max(1, approvals - signed);
  const who = roles.join(' or ');
  return missing === 1
    ? `1 more signature, by ${withArticle(who)}`
    : `${missing} more signatures, by ${who}s`;
}

/** What policy asks for that it did not when this was proposed, and which rule asks; usually nothing. */
export const tightenedSince = ({ asked }: Pick<DecisionView, 'asked'>): string[] =>
  asked?.because.flatMap(({ isTightened, sentence }) => (isTightened ? [sentence] : [])) ?? [];

/** The versions of the policy that ask for the signatures, the newest first. */
export function askingVersions({
  asked,
  policy,
}: Pick<DecisionView, 'asked' | 'policy'>): number[] {
  const asking = asked?.because.flatMap(({ rules }) => rules.map(({ version }) => version)) ?? [];
  const known = asking.filter((version) => version !== null);
  return [...new Set([...known, policy.version])].toSorted((a, b) => b - a);
}
