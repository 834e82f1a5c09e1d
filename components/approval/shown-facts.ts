import { blastRows, sayReversibility, type BlastRow } from '@/components/action/blast-rows';
import { verbOf } from '@/components/action/action-words';
import type { ActionEvidence, ActionOut } from '@/lib/actions/output';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { whatWouldChange, type Changer } from './what-would-change';

export type Rival = Pick<HypothesisRow, 'id' | 'statement' | 'status' | 'confidence'>;

export interface ShownEvidence {
  id: string;
  digest: string;
  source: string;
  title: string;
  query: string | null;
  service: string;
  observedFrom: string | null;
  observedTo: string | null;
  note: string | null;
  weight: number | null;
  flag: ActionEvidence['flag'];
  flagReason: string | null;
  truncated: boolean;
  isLater: boolean;
  /** Whether the proposal itself names it. */
  isNamed: boolean;
}

/**
 * Everything the decision page shows of an action before it is signed. The page draws this and
 * nothing else of the action, so that its digest, sent with the signature, says what was on view.
 */
export function shownFacts(action: ActionOut, rivals: Rival[]) {
  const side = (relation: ActionEvidence['relation']) =>
    action.evidence.filter((item) => item.relation === relation).map(showEvidence);
  const rows: BlastRow[] = blastRows(action);
  return {
    view: 'decision/1',
    id: action.id,
    version: action.version,
    digest: action.digest,
    verb: verbOf(action.kind),
    kind: action.kind,
    title: action.title,
    target: action.target,
    incident: action.incident && { id: action.incident.id, title: action.incident.title },
    risk: action.risk,
    riskReasons: action.catalogue.reasons,
    blast: rows,
    differences: action.differences,
    reversibility: sayReversibility(action),
    command: action.command,
    parameters: action.parameters ?? null,
    diff: action.diff ?? null,
    dryRun: action.dryRun ?? null,
    rationale: action.rationale,
    hypothesis: {
      statement: action.hypothesisStatement,
      /** What it says now, should that have changed since. */
      now: action.hypothesis,
    },
    evidence: {
      for: side('supports'),
      against: side('contradicts'),
      unlinked: side(null),
    },
    changers: whatWouldChange(action, rivals) satisfies Changer[],
    expectedEffect: action.expectedEffect,
    verification: action.verificationPlan,
    rollback: action.rollback,
    rollbackOf: action.rollbackOf,
    policy: action.policy,
    requirements: action.requirements,
    signatures: action.decisions
      .filter(({ version }) => version === action.version)
      .map(({ by, decision, at, reason }) => ({ by: by.name, decision, at, reason })),
    proposer: action.proposer.name,
    executor: action.executor.name,
    proposedAt: action.proposedAt,
    expiresAt: action.expiresAt,
  };
}

export type ShownFacts = ReturnType<typeof shownFacts>;

function showEvidence(item: ActionEvidence): ShownEvidence {
  const { id, digest, source, title, query, service, observedFrom, observedTo, note, weight } =
    item;
  const { flag, flagReason, truncated, isLater, isNamed } = item;
  return {
    id,
    digest,
    source,
    title,
    query,
    service,
    observedFrom,
    observedTo,
    note,
    weight,
    flag,
    flagReason,
    truncated,
    isLater,
    isNamed,
  };
}
