import type { ActionRow } from '@/lib/actions/schema';
import type { ActionStands, ClaimStands, RunStands } from '@/lib/changes/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';

/** What of a claim can change and be told as a from and a to. */
export const claimStandsOf = (row: HypothesisRow): ClaimStands => ({
  status: row.status,
  confidence: row.confidence,
  refutedBy: row.refutation?.by ?? null,
  verdict: row.verdict?.verdict ?? null,
});

export const actionStandsOf = (row: ActionRow): ActionStands => ({
  state: row.state,
  version: row.version,
  verification: row.verification && {
    status: row.verification.status,
    by: row.verification.by,
  },
  verdict: row.verdict?.verdict ?? null,
});

export const runStandsOf = (row: InvestigationRow): RunStands => ({
  status: row.status,
  stage: row.stage,
  outcome: row.outcome,
  drift: row.drift?.level ?? null,
});
