import canonicalize from 'canonicalize';
import { isGlassBroken, toBreak } from '@/lib/actions/break-glass';
import { type Behind, countingSigners } from '@/lib/actions/eligibility';
import type { ActionRow } from '@/lib/actions/schema';
import { Conflict } from '@/lib/errors';
import type { ExecutionRow, GrantRow, RedeemInput } from '@/lib/grants/schema';
import { isProven } from '@/lib/passkeys/rules';
import type { PersonRow } from '@/lib/people/schema';
import type { ProblemSlug } from '@/lib/problems/list';
import { stricterRequirements } from '@/lib/policies/asked';
import type { Requirements } from '@/lib/policies/schema';
import { stillNeeded } from '@/lib/policies/signing';

/** Refusals that say something about production or people, and so are put on record. */
const ON_RECORD = new Set(['not-eligible', 'target-busy', 'precondition-failed']);

/** A redemption that must not be; nothing was executed. */
export class RedemptionRefused extends Conflict {
  get isOnRecord(): boolean {
    return ON_RECORD.has(this.slug);
  }
}

const refuse = (slug: ProblemSlug, detail: string, extra: Record<string, unknown> = {}) =>
  new RedemptionRefused(slug, `${detail} Nothing was executed.`, extra);

/** Of two redemptions, the answer to the second. */
export const alreadyRedeemed = (): RedemptionRefused =>
  refuse('already-redeemed', 'This grant was redeemed already.');

export interface RedemptionFacts extends Behind {
  grant: GrantRow;
  action: ActionRow;
  /** Everybody who approved, as they are now. */
  approvers: PersonRow[];
  /** Why the proposing agent may not act any more; undefined while it may. */
  proposerFault: string | undefined;
  isInvestigationStopped: boolean;
  /** Passkeys of theirs that were given up for lost since, or may have been copied. */
  discredited: ReadonlySet<string>;
  /** What policy asks now. */
  policy: Requirements;
  /**
   * Of an action that the policy approved by itself: why people would have to sign it now, if for
   * any reason; undefined where people signed it.
   */
  peopleNeeded: string[] | undefined;
  now: Date;
}

function demandUnspent({ grant, action, now }: RedemptionFacts): void {
  const isCurrent = action.version === grant.version && action.digest === grant.digest;
  if (grant.state === 'redeemed') throw alreadyRedeemed();
  if (!isCurrent) throw refuse('superseded', 'The action was changed since this grant was minted.');
  if (grant.state === 'revoked') throw refuse('revoked', 'This grant was revoked.');
  if (grant.state === 'expired' || Date.parse(grant.expiresAt) <= now.getTime()) {
    throw refuse('expired', 'This grant has expired.');
  }
  if (action.state !== 'approved') throw refuse('revoked', 'The action is not approved any more.');
}

/**
 * Asks again, at the moment of redemption, everything that the approval rested on.
 * @throws RedemptionRefused `already-redeemed`, `superseded`, `revoked`, `expired`, `not-eligible`
 */
export function demandRedeemable(facts: RedemptionFacts): void {
  demandUnspent(facts);
  const { action, approvers, proposerFault, policy } = facts;
  if (proposerFault) throw refuse('not-eligible', proposerFault);
  if (facts.isInvestigationStopped) {
    throw refuse('not-eligible', 'The investigation that proposed this was stopped.');
  }
  if (facts.peopleNeeded !== undefined) {
    const [why] = facts.peopleNeeded;
    if (why === undefined) return;
    throw refuse('not-eligible', `The policy approved this by itself and would not now. ${why}`);
  }
  const asked = stricterRequirements(action.contents.requirements, policy);
  if (isGlassBroken(action, countingSigners(action, approvers, facts, toBreak(asked)))) return;
  const counting = countingSigners(
    action,
    approvers,
    facts,
    asked,
    (approval) => !asked.stepUp || isProven(approval, facts.discredited),
  );
  const missing = stillNeeded(counting, asked).length;
  if (missing > 0) {
    throw refuse(
      'not-eligible',
      `${asked.approvals - missing} of ${asked.approvals} approvals count now: a signer’s role, standing, duty or passkey has changed, or the policy asks for more.`,
    );
  }
}

/** The keys of `expects` that `observed` does not carry with the very same value. */
export function unmetExpectations(
  expects: RedeemInput['observed'],
  observed: RedeemInput['observed'],
): string[] {
  return Object.entries(expects ?? {})
    .filter(([key, value]) => {
      const has = observed !== undefined && Object.hasOwn(observed, key);
      return !has || canonicalize(observed[key]) !== canonicalize(value);
    })
    .map(([key]) => key)
    .sort();
}

/** Refuses when the target is not what the action assumed. @throws RedemptionRefused */
export function demandAsExpected(action: ActionRow, observed: RedeemInput['observed']): void {
  const keys = unmetExpectations(action.contents.expects, observed);
  if (keys.length === 0) return;
  throw refuse(
    'precondition-failed',
    `The target is not what the action assumes: ${keys.join(', ')} ${keys.length === 1 ? 'differs' : 'differ'}.`,
    { keys },
  );
}

/** @throws RedemptionRefused `target-busy` */
export function demandTargetFree(running: { id: string } | undefined): void {
  if (!running) return;
  throw refuse('target-busy', 'Another execution runs on the same target.', {
    executionId: running.id,
  });
}

/**
 * Refuses news of an execution that has ended, or whose lease ran out by the database's clock,
 * whether or not the sweeper has said so.
 * @throws Conflict `already-finished`, `lease-lost`
 */
export function demandExecuting(execution: ExecutionRow, now: Date): void {
  const isLost =
    execution.state === 'indeterminate' ||
    (execution.state === 'executing' && Date.parse(execution.leaseExpiresAt) <= now.getTime());
  if (isLost) {
    throw new Conflict(
      'lease-lost',
      'Nothing was heard of this execution for too long; a person settles how it ended.',
    );
  }
  if (execution.state !== 'executing') {
    throw new Conflict('already-finished', `This execution has ${execution.state} already.`);
  }
}
