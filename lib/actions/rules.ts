import { breakersAmong, demandBreakable, toBreak } from '@/lib/actions/break-glass';
import {
  barredReason,
  type Behind,
  CAME_LATE,
  cameLate,
  countingSigners,
  isApprover,
  signsAs,
} from '@/lib/actions/eligibility';
import type { DecideActionInput } from '@/lib/actions/decision-input';
import type { ActionRow, ActionState } from '@/lib/actions/schema';
import { decidedOf, sayDecided } from '@/lib/actions/who-decided';
import { Conflict, Forbidden } from '@/lib/errors';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { isProven } from '@/lib/passkeys/rules';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Mode, Requirements } from '@/lib/policies/schema';
import { isOfUse, neededWords, stillNeeded } from '@/lib/policies/signing';
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
  /** Of an approval that breaks the glass: how many people have to. */
  breakers?: number | undefined;
  row: ActionRow;
  /** Who decides, as they are now. */
  person: PersonRow;
  /** Everybody who approved this version so far, as they are now. */
  approvers: PersonRow[];
  /** Why the proposing agent may not act any more; undefined while it may. */
  proposerFault: string | undefined;
  /** What counts: the stricter of what was bound at the proposal and of what policy asks now. */
  requirements: Requirements;
  /** What came of the passkey that the decision brought, if it brought any. */
  proof: { signature: StoredSignature | null; refusal?: Forbidden };
  /** Passkeys of the approvers that were given up for lost, or may have been copied. */
  discredited: ReadonlySet<string>;
  now: Date;
}

type Deciding = Pick<DecisionFacts, 'row' | 'person' | 'now' | 'requirements'>;

/** Refuses whoever has no approver's role here, now. @throws Forbidden `not-eligible` */
function demandApprover({ row, person, requirements }: Deciding): void {
  if (!cameLate(person, row, requirements) && !isApprover(person, row, requirements)) {
    throw new Forbidden(
      `Only an active ${requirements.roles.join(' or ')} for ${row.service} in ${row.environment} can sign this.`,
      'not-eligible',
    );
  }
}

/** Refuses whoever came by the role once it was proposed. @throws Forbidden `not-eligible` */
function demandInTime({ row, person, requirements }: Deciding): void {
  if (cameLate(person, row, requirements)) throw new Forbidden(CAME_LATE, 'not-eligible');
}

function demandMay(facts: DecisionFacts, input: DecideActionInput): void {
  const { person, requirements } = facts;
  demandApprover(facts);
  // A barred person's no still counts: it can only keep production as it is.
  const isApproval = input.decision === 'approve';
  const barred = isApproval ? barredReason(person.id, facts, requirements) : undefined;
  if (barred) throw new Forbidden(barred, 'separation-of-duties');
  demandInTime(facts);
  // A passkey that was brought and does not hold is never passed over, needed or not.
  if (facts.proof.refusal) throw facts.proof.refusal;
  if (input.breakGlass) {
    demandBreakable(requirements);
    return demandApprover({ ...facts, requirements: toBreak(requirements) });
  }
  if (isApproval && requirements.stepUp && !facts.proof.signature) {
    throw new Forbidden('The policy asks for a passkey with this signature.', 'step-up-required');
  }
}

/** Refuses a decision on anything but the exact version that stands. @throws Conflict */
function demandCurrent(
  { row, now }: Deciding,
  input: Pick<DecideActionInput, 'version' | 'digest'>,
): void {
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
 * Refuses what could not be signed now whatever a passkey says, before anybody is asked for one.
 * @throws Forbidden `not-eligible`; Conflict `version-superseded`, `digest-mismatch`, `expired`,
 * `already-decided`
 */
export function demandSignable(
  facts: Deciding,
  input: Pick<DecideActionInput, 'version' | 'digest'>,
): void {
  demandApprover(facts);
  demandCurrent(facts, input);
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
  const { row, person, approvers, proposerFault, requirements } = facts;
  demandMay(facts, input);
  demandCurrent(facts, input);
  if (input.decision === 'reject') return 'rejected';
  if (proposerFault) throw new Conflict('not-eligible', proposerFault);
  if (input.breakGlass) {
    const counting = countingSigners(row, approvers, facts, toBreak(requirements));
    const broken = breakersAmong(row, counting);
    if (broken.includes(person.id)) {
      throw new Conflict('already-decided', 'You have broken the glass for this version already.');
    }
    return broken.length + 1 >= (facts.breakers ?? 2) ? 'approved' : 'pending_approval';
  }
  const before = countingSigners(
    row,
    approvers,
    facts,
    requirements,
    (approval) => !requirements.stepUp || isProven(approval, facts.discredited),
  );
  if (before.some(({ id }) => id === person.id)) {
    const detail = 'You have approved this version already.';
    throw new Conflict('already-decided', detail, { ...decidedOf(row) });
  }
  const signer = signsAs(person, row, requirements);
  if (!isOfUse(before, signer, requirements)) {
    const missing = neededWords(stillNeeded(before, requirements));
    throw new Conflict(
      'not-eligible',
      `What is missing is the signature of ${missing}. Yours was not recorded.`,
    );
  }
  const missing = stillNeeded([...before, signer], requirements);
  return missing.length === 0 ? 'approved' : 'pending_approval';
}
