import { decisionFace } from '@/components/action/decision-face';
import { seenText } from '@/components/action/recovery';
import type { ActionRow } from '@/lib/actions/schema';
import type { RunFacts } from './run-facts';
import type { StateNoun } from '@/components/ui/states';

/** One thing that happened to a proposed change after it was proposed. */
export interface TrailStep {
  key: string;
  noun: StateNoun;
  value: string;
  /** Another word than the state's own. */
  word?: string;
  at: string | null;
  /** A cause, an output, a reason; an agent's or a person's words. */
  says: string | null;
  /** Counts down while it is still open. */
  until?: string;
}

const ENDED = new Set(['succeeded', 'failed', 'rolled_back']);

/** Why a signed change was not handed out, as its approver would say it. */
const REFUSALS: Record<string, string> = {
  'not-eligible': 'Refused: the approval no longer counts',
  'target-busy': 'Refused: the target is busy',
  'precondition-failed': 'Refused: the target has changed',
};

/** What did not happen and why, once an action is over without having been carried out. Pure. */
export function closingWords({ state, endedReason }: ActionRow): string | undefined {
  switch (state) {
    case 'rejected':
      return 'Nothing was executed.';
    case 'expired':
      return 'Nothing was executed. The agent may propose it again.';
    case 'withdrawn':
    case 'revoked':
      return [endedReason, 'Nothing was executed.'].filter(Boolean).join(' ');
    default:
      return undefined;
  }
}

const HOW = {
  approve: 'Approved (session)',
  signed: 'Signed (passkey)',
  glass: 'Glass broken',
  policy: 'Approved',
  reject: 'Rejected',
} as const;

/** Decisions, grant, execution and verification of an action, in the order they happen. Pure. */
export function actionTrail(
  action: ActionRow,
  { grants, executions }: Pick<RunFacts, 'grants' | 'executions'>,
): TrailStep[] {
  const steps: TrailStep[] = action.decisions
    .filter(({ version }) => version === action.version)
    .map(({ id, decision, by, signature, brokeGlass, at, reason }) => ({
      key: id,
      noun: 'decision',
      value: decisionFace({ by, decision, signature, brokeGlass }),
      word:
        decision === 'reject'
          ? `Rejected by ${by.name}`
          : by.type === 'policy'
            ? 'Approved by policy'
            : `${HOW[decisionFace({ by, decision, signature, brokeGlass })]} by ${by.name}`,
      at,
      says: reason,
    }));
  for (const grant of grants.filter(({ actionId }) => actionId === action.id)) {
    const isOpen = grant.state === 'minted';
    steps.push({
      key: grant.id,
      noun: 'grant',
      value: grant.state === 'revoked' ? 'void' : grant.state,
      at: grant.redeemedAt ?? grant.issuedAt,
      says: grant.state === 'expired' ? action.endedReason : null,
      ...(isOpen ? { until: grant.expiresAt } : {}),
    });
  }
  for (const { slug, detail, at } of action.refusals) {
    const word = REFUSALS[slug] ?? 'Refused to the executor';
    steps.push({
      key: `${slug} ${at}`,
      noun: 'execution',
      value: 'failed',
      word,
      at,
      says: detail,
    });
  }
  for (const execution of executions.filter(({ actionId }) => actionId === action.id)) {
    const { id, state, exitCode, finishedAt, startedAt, lastText } = execution;
    const code = exitCode === null ? null : `exit code ${exitCode}`;
    steps.push({
      key: id,
      noun: 'execution',
      value: state,
      at: finishedAt ?? startedAt,
      says: [code, lastText].filter(Boolean).join(' · ') || null,
    });
  }
  if (action.settlement) {
    const { outcome, by, at } = action.settlement;
    const word = `Settled as ${outcome} by ${by.name}`;
    const says = action.endedReason;
    steps.push({ key: 'settlement', noun: 'execution', value: outcome, word, at, says });
  }
  if (action.verification) {
    const { status, by, at } = action.verification;
    const words = {
      recovered: `Recovered, reported by ${by.name}`,
      not_recovered: `Not recovered, reported by ${by.name}`,
      unknown: `Recovery unknown, reported by ${by.name}`,
    };
    steps.push({
      key: 'verification',
      noun: 'verification',
      value: status,
      word: words[status],
      at,
      says: seenText(action.verification) ?? null,
    });
  } else if (ENDED.has(action.state)) {
    const value = 'pending';
    steps.push({ key: 'verification', noun: 'verification', value, at: null, says: null });
  }
  return steps;
}
