import type { DecisionView } from '@/lib/actions/decision-view';
import { APPROVER, type Signer } from '@/lib/policies/signing';

/** Who has signed the version that stands, as what they did; where one role signs, it is not said. */
export const signersShown = ({
  decisions,
  version,
}: Pick<DecisionView, 'decisions' | 'version'>): Signer[] => {
  const approvals = decisions.filter(
    (each) => each.version === version && each.decision === 'approve',
  );
  const byPerson = new Map(approvals.map((each) => [each.by.id, each]));
  return [...byPerson].map(([id, { signedAs = [APPROVER] }]) => ({ id, roles: signedAs }));
};
