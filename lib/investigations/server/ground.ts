import 'server-only';
import { evidenceProjection } from '@/lib/evidence/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { groundOfClaim } from '@/lib/hypotheses/ground';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import type { Ground } from '@/lib/policies/ground';

type Investigation = Pick<InvestigationRow, 'id' | 'violationCount'>;

/** What all the evidence of an investigation comes from. Call it with the investigation locked. */
export async function groundOfEvidence(
  tx: Tx,
  { id, violationCount }: Investigation,
): Promise<Ground> {
  const found = await tx.db.evidence.groupBy({ by: ['source'], where: { investigationId: id } });
  const sources = found.map(({ source }) => source);
  return { sources, isContrarySought: false, violations: violationCount };
}

/** What one of its claims rests on. Call it with the investigation locked. */
export async function groundOfHypothesis(
  tx: Tx,
  { id, violationCount }: Investigation,
  hypothesisId: string,
): Promise<Ground> {
  const where = { investigationId: id };
  const all = parseRows(hypothesisProjection, await tx.db.hypothesis.findMany({ where }));
  const claim = all.find((each) => each.id === hypothesisId);
  if (!claim) return { sources: [], isContrarySought: false, violations: violationCount };
  const ids = claim.links.map(({ evidenceId }) => evidenceId);
  const found = await tx.db.evidence.findMany({ where: { ...where, id: { in: ids } } });
  const evidence = parseRows(evidenceProjection, found);
  return { ...groundOfClaim(claim, all, evidence), violations: violationCount };
}
