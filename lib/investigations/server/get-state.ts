import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { actionProjection } from '@/lib/actions/fold';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { agentRefs } from '@/lib/investigations/server/agent-refs';
import { readInvestigation } from '@/lib/investigations/server/load';
import type { InvestigationState } from '@/lib/investigations/views';
import { rowsThen } from '@/lib/live/past';
import { pastTables } from '@/lib/live/server/past-tables';
import { parseRows } from '@/lib/log/rows';
import { standingTermsOf } from '@/lib/policies/server/standing-terms';

type Parts = Pick<InvestigationState, 'checkpoint' | 'hypotheses' | 'actions' | 'terms'>;

async function present(row: InvestigationRow, parts: Parts): Promise<InvestigationState> {
  const agents = await agentRefs([row.agentId]);
  const agent = agents.get(row.agentId) ?? {
    id: row.agentId,
    name: row.agentId,
    controlLevel: 'cooperative' as const,
  };
  const { mode, budgets } = parts.terms?.terms ?? row;
  return { ...row, mode, budgets, agent, ...parts };
}

/** An investigation's whole state now. */
export async function presentState(row: InvestigationRow): Promise<InvestigationState> {
  const investigationId = row.id;
  const [held, hypotheses, actions, terms] = await Promise.all([
    row.checkpointId ? db().checkpoint.findMany({ where: { id: row.checkpointId } }) : [],
    db().hypothesis.findMany({ where: { investigationId }, orderBy: { seq: 'asc' } }),
    db().action.findMany({ where: { investigationId }, orderBy: { proposedAt: 'asc' } }),
    standingTermsOf(row),
  ]);
  return present(row, {
    terms,
    checkpoint: parseRows(checkpointProjection, held)[0] ?? null,
    hypotheses: parseRows(hypothesisProjection, hypotheses),
    actions: parseRows(actionProjection, actions),
  });
}

/** An investigation's state, now or as it was known at a seq. */
export async function getState(
  ctx: Ctx,
  { id, at }: { id: string; at?: number | undefined },
): Promise<InvestigationState> {
  const now = await readInvestigation(ctx.actor, 'investigation.read', id);
  if (at === undefined || at >= now.lastSeq) return presentState(now);
  const tables = await pastTables(id, at);
  const [row] = rowsThen(tables, investigationProjection);
  if (!row) throw new NotFound('That moment of this investigation');
  const checkpoints = rowsThen(tables, checkpointProjection);
  return present(row, {
    terms: null,
    checkpoint: checkpoints.find((held) => held.id === row.checkpointId) ?? null,
    hypotheses: rowsThen(tables, hypothesisProjection),
    actions: rowsThen(tables, actionProjection),
  });
}
