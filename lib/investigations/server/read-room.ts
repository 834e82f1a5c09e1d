import 'server-only';
import { actionProjection, actionVersionProjection } from '@/lib/actions/fold';
import { db } from '@/lib/db/client';
import { evidenceProjection } from '@/lib/evidence/fold';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import {
  checkpointProjection,
  directiveProjection,
  stepProjection,
} from '@/lib/investigations/fold-held';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { agentRefs, laneAgents } from '@/lib/investigations/server/agent-refs';
import { reachOf } from '@/lib/investigations/server/reach';
import type { RoomInvestigation } from '@/lib/investigations/views';
import { readStreamBefore } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { standingTermsOf } from '@/lib/policies/server/standing-terms';
import { withoutBodies } from '@/lib/investigations/without-bodies';

/** Newest events that a room starts with; earlier ones are fetched as they are asked for. */
const FIRST_EVENTS = 300;
/** Rows of one table that a room starts with. */
const FIRST_ROWS = 5000;

/** Everything a room shows of one investigation. */
export async function readRoomInvestigation(row: InvestigationRow): Promise<RoomInvestigation> {
  const investigationId = row.id;
  const newest = {
    where: { investigationId },
    orderBy: { seq: 'desc' },
    take: FIRST_ROWS,
  } as const;
  const all = { where: { investigationId }, take: FIRST_ROWS };
  const [
    agents,
    lanes,
    reach,
    terms,
    steps,
    evidence,
    hypotheses,
    checkpoints,
    directives,
    actions,
    grants,
    executions,
    events,
  ] = await Promise.all([
    agentRefs([row.agentId]),
    laneAgents(investigationId, row.agentId),
    reachOf(row),
    standingTermsOf(row),
    db().step.findMany(newest),
    db().evidence.findMany(newest),
    db().hypothesis.findMany(newest),
    db().checkpoint.findMany(all),
    db().directive.findMany(newest),
    db().action.findMany(all),
    db().grant.findMany(all),
    db().execution.findMany(all),
    readStreamBefore(investigationId, row.lastSeq + 1, FIRST_EVENTS),
  ]);
  const versions = await db().actionVersion.findMany({
    where: { actionId: { in: actions.map(({ id }) => id) } },
  });
  return {
    id: row.id,
    agent: agents.get(row.agentId) ?? {
      id: row.agentId,
      name: row.agentId,
      controlLevel: 'cooperative',
    },
    agents: lanes,
    reach,
    terms,
    tables: {
      investigation: [row],
      step: parseRows(stepProjection, steps),
      evidence: parseRows(evidenceProjection, evidence),
      hypothesis: parseRows(hypothesisProjection, hypotheses),
      checkpoint: parseRows(checkpointProjection, checkpoints),
      directive: parseRows(directiveProjection, directives),
      action: parseRows(actionProjection, actions),
      action_version: parseRows(actionVersionProjection, versions),
      grant: parseRows(grantProjection, grants),
      execution: parseRows(executionProjection, executions),
    },
    events: events.map(withoutBodies),
    hasEarlier: (events[0]?.seq ?? 1) > 1,
  };
}
