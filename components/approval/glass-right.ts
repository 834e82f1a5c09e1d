import type { SigningFacts } from './signing-right';
import { APPROVER } from '@/lib/policies/signing';
import { neededNow } from './needed-now';

/** Whether this person may break the glass; `hidden` where there is none to break, or not for them. */
export type GlassRight = { hidden: true } | { hidden: false; refusal: string | undefined };

const HIDDEN: GlassRight = { hidden: true };

/**
 * The glass is for what policy asks for and nobody can give now. It mirrors the server's rules: who
 * may not sign at all may not break it either.
 */
export function glassRight({
  action,
  personId,
  roleRefusal,
  signsAs,
  barred,
  frozen,
  isOver,
  isUnconfirmed,
  isAuthentic,
}: Omit<SigningFacts, 'hasPasskey'>): GlassRight {
  const { approvals, stepUp } = neededNow(action);
  const isPending = action.state === 'pending_approval' && !isOver;
  if (!isPending || (approvals === 1 && !stepUp)) return HIDDEN;
  const isFree = roleRefusal === undefined && barred === undefined;
  // It is for approvers alone, whoever else policy has sign.
  if (!isFree || !signsAs.includes(APPROVER)) return HIDDEN;
  const hasBroken = action.decisions.some(
    ({ by, version, brokeGlass }) =>
      by.id === personId && version === action.version && brokeGlass !== null,
  );
  if (hasBroken) return { hidden: false, refusal: 'You have broken it. Another person must, too.' };
  if (frozen !== undefined) return { hidden: false, refusal: frozen };
  const isSafe = isAuthentic === true && !isUnconfirmed;
  const refusal = isSafe ? undefined : 'Waiting until what is shown is confirmed.';
  return { hidden: false, refusal };
}
