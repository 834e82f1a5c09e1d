import type { DecisionView } from '@/lib/actions/decision-view';
import type { Requirements } from '@/lib/policies/schema';
import { APPROVER, coSignerOf, neededWords, stillNeeded } from '@/lib/policies/signing';
import { neededNow } from './needed-now';
import { signersShown } from './signers-shown';

/** What the policy asks for, in one sentence. */
export function sayRoles(requirements: Requirements): string {
  const { approvals, separationOfDuties, stepUp } = requirements;
  const isOfOne = coSignerOf(requirements) === undefined;
  const each = isOfOne
    ? `each by ${neededWords([APPROVER])}`
    : `by ${neededWords(stillNeeded([], requirements))}`;
  const count =
    approvals === 1
      ? `One signature by ${neededWords([APPROVER])}`
      : `${approvals} signatures, ${each}`;
  const apart = separationOfDuties
    ? ', not by whoever owns the agent, or started or steered the investigation'
    : ', not by whoever owns the agent';
  return `${count}${apart}${stepUp ? ', with a passkey' : ''}.`;
}

/** Whose signatures are missing on the version that stands, as policy is now. */
export function saySignatures(
  action: Pick<DecisionView, 'requirements' | 'asked' | 'decisions' | 'version'> & {
    isPending: boolean;
  },
): string {
  if (!action.isPending) return 'No more signatures';
  const missing = stillNeeded(signersShown(action), neededNow(action));
  // What still waits takes one more at least: a signature may have ceased to count.
  if (missing.length < 2)
    return `1 more signature, by ${neededWords(missing.length > 0 ? missing : [APPROVER])}`;
  const isOfOne = new Set(missing).size === 1;
  const whose = isOfOne ? `${missing[0]}s` : neededWords(missing);
  return `${missing.length} more signatures, by ${whose}`;
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
