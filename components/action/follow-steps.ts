import type { ActionOut } from '@/lib/actions/output';
import type { ActionState } from '@/lib/actions/schema';
import { seenText } from './recovery';
import { lastRefusal } from './standing';

export type StepState = 'done' | 'now' | 'broken' | 'ahead' | 'unsure' | 'lost';

export interface FollowStep {
  key: 'signed' | 'grant' | 'redeemed' | 'run' | 'recovery';
  word: string;
  state: StepState;
  at?: string;
  /** It can still happen until then. */
  until?: string;
  /** From outside: an executor's output, a refusal's detail. */
  quote?: string;
}

type Followed = Pick<
  ActionOut,
  | 'state'
  | 'version'
  | 'decisions'
  | 'requirements'
  | 'grant'
  | 'execution'
  | 'executor'
  | 'refusals'
  | 'verification'
  | 'settlement'
  | 'endedReason'
>;

const ended: ActionState[] = ['superseded', 'withdrawn', 'rejected', 'expired', 'revoked'];

/**
 * What became of an action after it was signed: grant, executor, run, recovery. A thing that did
 * not happen is said as such, and what comes after it stays ahead.
 */
export function followSteps(action: Followed, isRecording: boolean): FollowStep[] {
  return [
    signed(action),
    grant(action, isRecording),
    redeemed(action),
    run(action),
    recovery(action),
  ];
}

function signed({ decisions, version, requirements, state }: Followed): FollowStep {
  const approvals = decisions.filter(
    (each) => each.version === version && each.decision === 'approve',
  );
  const last = approvals.at(-1);
  if (last?.by.type === 'policy') {
    const word = `Approved by the policy itself (${last.by.name}); nobody signed`;
    return { key: 'signed', word, state: 'done', at: last.at };
  }
  const isEnough = approvals.length >= requirements.approvals;
  return {
    key: 'signed',
    word: isEnough
      ? // Where policy was tightened meanwhile, more signed than the proposal asked for.
        `Signed by ${approvals.length} of ${approvals.length}`
      : `Signed by ${approvals.length}, ${requirements.approvals} needed`,
    state: isEnough ? 'done' : state === 'pending_approval' ? 'now' : 'broken',
    ...(last ? { at: last.at } : {}),
  };
}

function grant({ grant, state }: Followed, isRecording: boolean): FollowStep {
  if (grant) return { key: 'grant', word: 'Grant minted', state: 'done', at: grant.issuedAt };
  if (isRecording && state === 'approved') {
    return { key: 'grant', word: 'No grant: this is a recording', state: 'unsure' };
  }
  return { key: 'grant', word: 'Grant minted', state: state === 'approved' ? 'now' : 'ahead' };
}

function redeemed(action: Followed): FollowStep {
  const { grant, executor, state, endedReason } = action;
  const key = 'redeemed';
  if (grant?.redeemedAt) {
    return { key, word: `Picked up by ${executor.name}`, state: 'done', at: grant.redeemedAt };
  }
  const refusal = lastRefusal(action);
  if (grant?.state === 'expired') {
    const why = refusal ? `; the last try was refused` : '';
    const cause = refusal?.detail ?? endedReason;
    return {
      key,
      word: `Not picked up in time by ${executor.name}${why}`,
      state: 'broken',
      at: grant.expiresAt,
      ...(cause ? { quote: cause } : {}),
    };
  }
  if (grant?.state === 'revoked' || (grant && ended.includes(state))) {
    return {
      key,
      word: 'Grant voided before it was picked up',
      state: 'broken',
      ...(endedReason ? { quote: endedReason } : {}),
    };
  }
  if (!grant) return { key, word: `Picked up by ${executor.name}`, state: 'ahead' };
  const until = grant.expiresAt;
  if (executor.fault) {
    const word = `${executor.name} ${executor.fault} and cannot pick it up`;
    return { key, word, state: 'broken', until };
  }
  if (refusal) {
    const word = `Held back from ${executor.name}, which may try again`;
    return { key, word, state: 'broken', until, quote: refusal.detail };
  }
  return { key, word: `Waiting for ${executor.name} to pick it up`, state: 'now', until };
}

function run({ execution, settlement, endedReason }: Followed): FollowStep {
  const key = 'run';
  if (!execution) return { key, word: 'Carried out', state: 'ahead' };
  const quote = execution.lastText === null ? {} : { quote: execution.lastText };
  const at = execution.finishedAt ?? execution.startedAt;
  const code = execution.exitCode === null ? '' : `, exit code ${execution.exitCode}`;
  switch (execution.state) {
    case 'executing':
      return { key, word: 'Running now', state: 'now', at: execution.startedAt, ...quote };
    case 'succeeded':
      return { key, word: `Succeeded${code}`, state: 'done', at, ...quote };
    case 'failed':
      return { key, word: `Failed${code}`, state: 'broken', at, ...quote };
    case 'indeterminate':
      return settlement
        ? {
            key,
            word: `The executor went silent; settled as ${settlement.outcome} by ${settlement.by.name}`,
            state: settlement.outcome === 'failed' ? 'broken' : 'done',
            at: settlement.at,
            ...(endedReason ? { quote: endedReason } : quote),
          }
        : { key, word: 'Outcome unknown: the executor went silent', state: 'lost', at, ...quote };
  }
}

function recovery({ verification, execution }: Followed): FollowStep {
  const key = 'recovery';
  if (!verification) {
    // One that went silent will not measure either; whoever settled it may.
    const isNext = execution?.state === 'succeeded' || execution?.state === 'failed';
    return isNext
      ? { key, word: 'Waiting for word on recovery', state: 'now' }
      : { key, word: 'Recovery reported', state: 'ahead' };
  }
  const by = `reported by ${verification.by.name}`;
  const quote = seenText(verification);
  const said = { at: verification.at, ...(quote === undefined ? {} : { quote }) };
  switch (verification.status) {
    case 'recovered':
      return { key, word: `Recovered, ${by}`, state: 'done', ...said };
    case 'not_recovered':
      return { key, word: `Not recovered, ${by}`, state: 'broken', ...said };
    case 'unknown':
      return { key, word: `Recovery unknown, ${by}`, state: 'unsure', ...said };
  }
}
