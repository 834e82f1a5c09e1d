import {
  barredReason,
  type Behind,
  countingApprovers,
  isApprover,
} from '@/lib/actions/eligibility';
import type { ActionRow, ActionState, DecideActionInput } from '@/lib/actions/schema';
import { decidedOf, sayDecided } from '@/lib/actions/who-decided';
import { Conflict, Forbidden } from '@/lib/errors';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Mode } from '@/lib/policies/schema';
import type { ProblemSlug } from '@/lib/problems/list';

const ENDED = {
  redeemed: ['already-redeemed', 'its grant was redeemed'],
  executing: ['already-redeemed', 'it is being executed'],
  succeeded: ['already-redeemed', 'it was executed'],
  failed: ['already-redeemed', 'its execution failed'],
  indeterminate: ['already-redeemed', 'it was executed, and nobody knows yet how that ended'],
  rolled_back: ['already-redeemed', 'it was executed and rolled back'],
  superseded: ['version-superseded', 'a later version took its place'],
  withdrawn: ['withdrawn', 'its agent withdrew it'],
  rejected: ['already-decided', 'a person rejected it'],
  expired: ['expired', 'it expired'],
  revoked: ['revoked', 'it was revoked'],
} as const satisfies Record<
  Exclude<ActionState, 'pending_approval' | 'approved'>,
  readonly [slug: ProblemSlug, why: string]
>;

/**
 * Refuses a change of an action that is past waiting and not yet redeemed. An action whose time is
 * over by the database's clock is expired, whether or not the sweeper has said so.
 * @throws Conflict
 */
export function demandOpen(row: ActionRow, now: Date): void {
  if (row.state === 'approved') return;
  if (row.state !== 'pending_approval') {
    const [slug, why] = ENDED[row.state];
    throw new Conflict(slug, `The action cannot be changed: ${why}. Nothing was changed.`);
  }
  if (isOverdue(row, now)) {
    throw new Conflict('expired', 'Nobody decided in time. Nothing was changed.');
  }
}

const isOverdue = (row: ActionRow, now: Date): boolean =>
  Date.parse(row.expiresAt) <= now.getTime();

/**
 * Refuses a proposal that the stage or the mode does not allow.
 * @param mode of this very action, as policy stands now
 * @throws Conflict
 */
export function demandProposing(row: InvestigationRow, mode: Mode): void {
  if (mode === 'observe') {
    throw new Conflict('mode-observe', 'The policy lets this investigation observe, not propose.');
  }
  if (row.stage !== 'proposing') {
    throw new Conflict(
      'stage-locked',
      'Actions are proposed once the commitment stop point was released. Nothing was proposed.',
    );
  }
}

export interface DecisionFacts extends Behind {
  row: ActionRow;
  /** Who decides, as they are now. */
  person: PersonRow;
  /** Everybody who approved this version so far, as they are now. */
  approvers: PersonRow[];
  /** Why the proposing agent may not act any more; undefined while it may. */
  proposerFault: string | undefined;
  now: Date;
}

function demandMay(facts: DecisionFacts, input: DecideActionInput): void {
  const { row, person } = facts;
  const { requirements } = row.contents;
  if (!isApprover(person, row.service, requirements)) {
    throw new Forbidden(
      `Only an active ${requirements.roles.join(' or ')} for ${row.service} can sign this.`,
      'not-eligible',
    );
  }
  // A barred person's no still counts: it can only keep production as it is.
  if (input.decision === 'reject') return;
  const barred = barredReason(person.id, facts, requirements);
  if (barred) throw new Forbidden(barred, 'separation-of-duties');
  if (requirements.stepUp) {
    throw new Forbidden('The policy asks for a passkey with this signature.', 'step-up-required');
  }
}

/** Refuses a decision on anything but the exact version that stands. @throws Conflict */
function demandCurrent(facts: DecisionFacts, input: DecideActionInput): void {
  const { row, now } = facts;
  if (input.version !== row.version) {
    throw new Conflict(
      'version-superseded',
      `You saw version ${input.version}; the action is at version ${row.version}. Nothing was decided.`,
      { version: row.version },
    );
  }
  if (input.digest !== row.digest) {
    throw new Conflict(
      'digest-mismatch',
      'What you saw is not what the action says. Nothing was decided; look at it again.',
    );
  }
  if (row.state === 'expired' || (row.state === 'pending_approval' && isOverdue(row, now))) {
    throw new Conflict('expired', 'Nobody decided in time. Nothing was decided.');
  }
  if (row.state !== 'pending_approval') {
    const why = row.state === 'approved' ? 'its executor may carry it out' : ENDED[row.state][1];
    const who = sayDecided(row);
    const told =
      who === undefined || row.state === 'rejected' ? (who ?? why) : `${who}, and ${why}`;
    const detail = `The action waits for nobody: ${told}. Your decision was not recorded.`;
    throw new Conflict('already-decided', detail, { ...decidedOf(row) });
  }
}

/**
 * What an action becomes by a person's decision: one reject rejects, a quorum approves.
 * @throws Forbidden `not-eligible`, `separation-of-duties`, `step-up-required`; Conflict
 * `version-superseded`, `digest-mismatch`, `expired`, `already-decided`, `not-eligible`.
 */
export function decide(
  facts: DecisionFacts,
  input: DecideActionInput,
): 'pending_approval' | 'approved' | 'rejected' {
  const { row, person, approvers, proposerFault } = facts;
  demandMay(facts, input);
  demandCurrent(facts, input);
  if (input.decision === 'reject') return 'rejected';
  if (proposerFault) throw new Conflict('not-eligible', proposerFault);
  const { requirements } = row.contents;
  const before = countingApprovers(row, approvers, facts, requirements);
  if (before.includes(person.id)) {
    const detail = 'You have approved this version already.';
    throw new Conflict('already-decided', detail, { ...decidedOf(row) });
  }
  return before.length + 1 >= requirements.approvals ? 'approved' : 'pending_approval';
}
