import 'server-only';
import { actionProjection, actionVersionProjection } from '@/lib/actions/fold';
import { db } from '@/lib/db/client';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { checkpointProjection, directiveProjection } from '@/lib/investigations/fold-held';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { agentRefs, laneAgents } from '@/lib/investigations/server/agent-refs';
import { heldRows, tallyOf } from '@/lib/investigations/server/held-rows';
import { reachOf } from '@/lib/investigations/server/reach';
import type { RoomInvestigation } from '@/lib/investigations/views';
import { spanOf } from '@/lib/live/past';
import { fillSnapshots, pastTables, SNAPSHOT_EVERY } from '@/lib/live/server/past-tables';
import { log } from '@/lib/logger';
import { readStreamBefore } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { standingTermsOf } from '@/lib/policies/server/standing-terms';
import { withoutBodies } from '@/lib/investigations/without-bodies';

/** Newest events that a room starts with; earlier ones are fetched as they are asked for. */
export const FIRST_EVENTS = 300;
/** Rows of one table that a room starts with; of steps and evidence see `held-rows.ts`. */
const FIRST_ROWS = 5000;

/** A look back is to be quick by the time that somebody takes one. */
function prepareLooksBack({ id, lastSeq }: InvestigationRow): void {
  if (lastSeq < SNAPSHOT_EVERY) return;
  fillSnapshots(id, lastSeq).catch((error: unknown) =>
    log().warn({ err: error, stream: id }, 'snapshots were not made; a look back will'),
  );
}

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
    hypothesisRows,
    checkpointRows,
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
    db().hypothesis.findMany(newest),
    db().checkpoint.findMany(all),
    db().directive.findMany(newest),
    db().action.findMany(all),
    db().grant.findMany(all),
    db().execution.findMany(all),
    readStreamBefore(investigationId, row.lastSeq + 1, FIRST_EVENTS),
  ]);
  const found = await db().actionVersion.findMany({
    where: { actionId: { in: actions.map(({ id }) => id) } },
  });
  const versions = parseRows(actionVersionProjection, found);
  const hypotheses = parseRows(hypothesisProjection, hypothesisRows);
  const checkpoints = parseRows(checkpointProjection, checkpointRows);
  const held = await heldRows({ row, events, hypotheses, versions });
  prepareLooksBack(row);
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
    isWhole: held.isWhole,
    tally: held.isWhole ? null : await tallyOf(investigationId, checkpoints),
    told:
      held.isWhole || row.clock !== 'imported'
        ? null
        : spanOf(await pastTables(row.id, row.lastSeq), row.id),
    tables: {
      investigation: [row],
      step: held.step,
      evidence: held.evidence,
      hypothesis: hypotheses,
      checkpoint: checkpoints,
      directive: parseRows(directiveProjection, directives),
      action: parseRows(actionProjection, actions),
      action_version: versions,
      grant: parseRows(grantProjection, grants),
      execution: parseRows(executionProjection, executions),
    },
    events: events.map(withoutBodies),
    hasEarlier: (events[0]?.seq ?? 1) > 1,
  };
}
