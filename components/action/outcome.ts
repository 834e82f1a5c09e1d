import type { ActionSummary } from '@/lib/actions/output';

/** How an action ended or where it stands, in one line; what others wrote is apart as `quote`. */
export interface Outcome {
  text: string;
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
  | 'verification'
  | 'endedReason'
>;

/**
 * The badge's word where the state alone would mislead: what was signed and not picked up expired
 * too, but not because nobody decided.
 */
export const stateWord = (action: Pick<Told, 'state' | 'grant'>): string | undefined =>
  action.state === 'expired' && action.grant ? 'Not picked up in time' : undefined;

const withQuote = (text: string, quote: string | null | undefined): Outcome =>
  quote ? { text, quote } : { text };

/** Each way to end has words of its own, so that a list of past decisions can be read at a glance. */
export function outcomeOf(action: Told): Outcome {
  const { state, version, decisions, executor, execution, endedReason } = action;
  const current = decisions.filter((each) => each.version === version);
  const names = current
    .filter(({ decision }) => decision === 'approve')
    .map(({ by }) => by.name)
    .join(' and ');
  const signed = names ? `Approved by ${names}` : 'Approved';
  switch (state) {
    case 'pending_approval':
      return { text: names ? `${signed}, more needed` : 'Nobody has signed yet' };
    case 'approved':
      if (action.clock === 'imported') {
        return { text: `${signed} in a recording: a judgement, and no grant.` };
      }
      return { text: `${signed}. ${executor.name} has not picked it up yet.` };
    case 'redeemed':
      return { text: `${signed}. ${executor.name} picked it up.` };
    case 'executing':
      return { text: `${signed}. ${executor.name} is running it.` };
    case 'succeeded':
      return { text: `${signed}, carried out by ${executor.name}. ${sayRecovery(action)}` };
    case 'failed':
      return withQuote(
        `${signed}. It failed in the hands of ${executor.name}.`,
        execution?.lastText,
      );
    case 'indeterminate':
      return { text: `${signed}. ${executor.name} went silent: how it ended is not known.` };
    case 'rolled_back':
      return { text: `${signed} and carried out, then rolled back.` };
    case 'rejected': {
      const by = current.find(({ decision }) => decision === 'reject')?.by.name;
      return withQuote(by ? `Rejected by ${by}` : 'Rejected', endedReason);
    }
    case 'expired':
      return action.grant
        ? withQuote(`${signed}, but ${executor.name} did not pick it up in time`, endedReason)
        : { text: 'Nobody decided in time. Nothing went through.' };
    case 'superseded':
      return { text: 'A newer version took its place.' };
    case 'withdrawn':
      return withQuote('The agent took it back', endedReason);
    case 'revoked':
      return withQuote(
        names
          ? `${signed}, then voided before it was carried out`
          : 'Voided before anybody decided',
        endedReason,
      );
  }
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
