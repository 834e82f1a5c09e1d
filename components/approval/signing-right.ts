import type { ActionOut } from '@/lib/actions/output';
import { isOfUse, neededWords, stillNeeded } from '@/lib/policies/signing';
import { neededNow } from './needed-now';
import { signersShown } from './signers-shown';

/** Why each of the two acts cannot be done now; undefined where it can. */
export interface SigningRight {
  approve: string | undefined;
  reject: string | undefined;
}

export interface SigningFacts {
  action: Pick<
    ActionOut,
    'state' | 'version' | 'decisions' | 'requirements' | 'asked' | 'hypothesis'
  >;
  personId: string;
  /** Why the person's role does not let them decide; from the permission table. */
  roleRefusal: string | undefined;
  /** Why the person's approval would not count, though they hold the role. */
  barred: string | undefined;
  /** The roles as which they may sign this. */
  signsAs: readonly string[];
  /** Whether the person has a passkey that may sign. */
  hasPasskey: boolean;
  /** Why nothing can be signed now: people have frozen what it touches. */
  frozen: string | undefined;
  /** The time to decide is over by the server's clock. */
  isOver: boolean;
  /** The server has not confirmed what is shown for too long. */
  isUnconfirmed: boolean;
  /** What is shown hashes to the digest that would be signed; undefined while it is computed. */
  isAuthentic: boolean | undefined;
}

const never = (reason: string): SigningRight => ({ approve: reason, reject: reason });

/**
 * Whether Approve and Reject can be pressed, and if not, why. It mirrors the server's rules so that
 * nobody presses in vain; the server refuses all the same. A no is never held back by what only
 * makes a yes unsafe.
 */
export function signingRight(facts: SigningFacts): SigningRight {
  const { action, personId, roleRefusal, barred, isOver } = facts;
  if (action.state === 'superseded') return never('A newer version took its place.');
  if (action.state !== 'pending_approval') return never('It waits for nobody any more.');
  if (isOver) return never('The time to decide is over.');
  if (roleRefusal !== undefined) return never(roleRefusal);
  const hasSigned = action.decisions.some(
    ({ by, version, decision }) =>
      by.id === personId && version === action.version && decision === 'approve',
  );
  return { reject: undefined, approve: approveRefusal({ ...facts, barred, hasSigned }) };
}

function approveRefusal({
  action,
  personId,
  signsAs,
  barred,
  frozen,
  hasSigned,
  hasPasskey,
  isUnconfirmed,
  isAuthentic,
}: SigningFacts & { hasSigned: boolean }): string | undefined {
  if (hasSigned) return 'You have signed this version. Another person must sign too.';
  if (barred !== undefined) return barred;
  const needed = neededNow(action);
  const signers = signersShown(action);
  if (!isOfUse(signers, { id: personId, roles: signsAs }, needed)) {
    return `Still needed is the signature of ${neededWords(stillNeeded(signers, needed))}.`;
  }
  if (frozen !== undefined) return frozen;
  if (needed.stepUp && !hasPasskey) {
    return 'It takes a passkey to sign this, and you have none yet.';
  }
  if (isAuthentic === false) return 'What is shown does not match its digest. Do not sign it.';
  if (isUnconfirmed) return 'Waiting for the server to confirm that this is still how it stands.';
  return isAuthentic === undefined ? 'Checking what is shown against its digest.' : undefined;
}
