import type { ActionSummary } from '@/lib/actions/output';
import { lastRefusal } from './standing';

/**
 * How an action ended or where it stands: what happened, what is unchanged. `cause` is this
 * server's, `quote` what others wrote.
 */
export interface Outcome {
  text: string;
  cause?: string;
  quote?: string;
}

type Told = Pick<
  ActionSummary,
  | 'clock'
  | 'state'
  | 'version'
  | 'decisions'
  | 'executor'
  | 'grant'
  | 'execution'
  | 'refusals'
  | 'verification'
  | 'settlement'
  | 'endedReason'
>;

/** Who approved, as a sentence begins; a policy is no person, and is never told as one. */
function approvedWords(decisions: Told['decisions']): string {
  const approvals = decisions.filter(({ decision }) => decision === 'approve');
  const names = approvals.map(({ by }) => by.name).join(' and ');
  const policy = approvals.find(({ by }) => by.type === 'policy')?.by.name;
  if (policy) return `Approved by the policy itself (${policy}); nobody signed`;
  return names ? `Approved by ${names}` : 'Approved';
}

const withQuote = (text: string, quote: string | null | undefined): Outcome =>
  quote ? { text, quote } : { text };

const withCause = (text: string, cause: string | null | undefined): Outcome =>
  cause ? { text, cause } : { text };

const UNTOUCHED = 'Nothing was executed.';

/** Each way to end has words of its own, so that a list of past decisions can be read at a glance. */
export function outcomeOf(action: Told): Outcome {
  const { state, version, decisions, executor, execution, settlement, endedReason } = action;
  const current = decisions.filter((each) => each.version === version);
  const signed = approvedWords(current);
  const isSigned = current.some(({ decision }) => decision === 'approve');
  switch (state) {
    case 'pending_approval':
      return { text: isSigned ? `${signed}, more needed` : 'Nobody has signed yet' };
    case 'approved':
      if (action.clock === 'imported') {
        return { text: `${signed} in a recording: a judgement, and no grant.` };
      }
      return notPickedUp(action, signed);
    case 'redeemed':
      return { text: `${signed}. ${executor.name} picked it up.` };
    case 'executing':
      return { text: `${signed}. ${executor.name} is running it.` };
    case 'succeeded':
      return settlement
        ? withQuote(`${signed}. ${saySettled(action)} ${sayRecovery(action)}`, endedReason)
        : { text: `${signed}, carried out by ${executor.name}. ${sayRecovery(action)}` };
    case 'failed':
      return settlement
        ? withQuote(`${signed}. ${saySettled(action)}`, endedReason)
        : withQuote(
            `${signed}. It failed in the hands of ${executor.name}; part of it may have been done.`,
            execution?.lastText,
          );
    case 'indeterminate':
      return {
        text: `${signed}. ${executor.name} went silent: how it ended is not known. A person must look and settle it; it is never run again by itself.`,
      };
    case 'rolled_back':
      return { text: `${signed} and carried out, then rolled back.` };
    case 'rejected': {
      const by = current.find(({ decision }) => decision === 'reject')?.by.name;
      return withQuote(`${by ? `Rejected by ${by}` : 'Rejected'}. ${UNTOUCHED}`, endedReason);
    }
    case 'expired':
      return action.grant
        ? withCause(
            `${signed}, but ${executor.name} did not pick it up in time. ${UNTOUCHED}`,
            lastRefusal(action)?.detail ?? endedReason,
          )
        : { text: `Nobody decided in time. ${UNTOUCHED} The agent may propose it again.` };
    case 'superseded':
      return { text: 'A newer version took its place.' };
    case 'withdrawn':
      return withQuote(`The agent took it back. ${UNTOUCHED}`, endedReason);
    case 'revoked':
      return withCause(
        isSigned
          ? `${signed}, then voided before it was carried out. ${UNTOUCHED}`
          : `Voided before anybody decided. ${UNTOUCHED}`,
        endedReason,
      );
  }
}

/** Signed, and still to be picked up: at once with what stands in the way, if anything does. */
function notPickedUp(action: Told, signed: string): Outcome {
  const { name, fault } = action.executor;
  const refusal = lastRefusal(action);
  if (fault) return { text: `${signed}, but ${name} ${fault}: nobody can pick it up.` };
  if (refusal) return withCause(`${signed}, but held back from ${name}.`, refusal.detail);
  return { text: `${signed}. ${name} has not picked it up yet.` };
}

/** How an execution ended that went silent, and on whose word. */
function saySettled({ executor, settlement }: Told): string {
  const by = settlement?.by.name ?? 'a person';
  return settlement?.outcome === 'failed'
    ? `${executor.name} went silent; ${by} looked and says it was not carried out, or only in part.`
    : `${executor.name} went silent; ${by} looked and says it was carried out.`;
}

function sayRecovery({ verification }: Told): string {
  if (!verification) return 'Recovery is not reported yet.';
  const words = {
    recovered: 'Recovered',
    not_recovered: 'Not recovered',
    unknown: 'Recovery unknown',
  };
  return `${words[verification.status]}, reported by ${verification.by.name}.`;
}
