import 'server-only';
import { actionProjection, actionVersionProjection } from '@/lib/actions/fold';
import { agentProjection } from '@/lib/agents/fold';
import type { AgentRow } from '@/lib/agents/schema';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointProjection, directiveProjection } from '@/lib/investigations/fold-held';
import { laneAgents } from '@/lib/investigations/server/agent-refs';
import { heldRows, tallyOf } from '@/lib/investigations/server/held-rows';
import { reachThen } from '@/lib/investigations/server/reach';
import { FIRST_EVENTS } from '@/lib/investigations/server/read-room';
import type { RoomInvestigation } from '@/lib/investigations/views';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { evidenceThen, stepThen } from '@/lib/live/as-then';
import { flagProjection, rowsThen, spanOf } from '@/lib/live/past';
import { pastTables } from '@/lib/live/server/past-tables';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import { readStreamBefore, readStreamsUntil } from '@/lib/log/read';
import { termsThen } from '@/lib/policies/server/terms-then';

/** Who wrote to an investigation, as they were by an instant; whoever was made later is left out. */
async function agentsThen(investigationId: string, agentId: string, by: string) {
  const lanes = await laneAgents(investigationId, agentId);
  const tables: Tables = new Map();
  const of = [listed(agentProjection)];
  const events = await readStreamsUntil(
    lanes.map(({ id }) => id),
    by,
  );
  for (const event of events) foldInto(tables, of, event);
  const known = new Map<string, AgentRow>(
    rowsThen(tables, agentProjection).map((row) => [row.id, row]),
  );
  const agents = lanes.flatMap((lane) => {
    const row = known.get(lane.id);
    return row ? [{ ...lane, scope: row.scope }] : [];
  });
  const own = known.get(agentId);
  const agent = {
    id: agentId,
    name: own?.name ?? agentId,
    controlLevel: own?.controlLevel ?? ('cooperative' as const),
  };
  return { agent, agents, scope: own?.scope };
}

/**
 * Everything a room shows of one investigation, as it was known at one of its seqs. `by` is the instant
 * up to which the rest of the log counts: what policy said, what the catalogue held, who was who.
 */
export async function readRoomInvestigationThen(
  id: string,
  seq: number,
  by: string,
): Promise<RoomInvestigation | undefined> {
  const [tables, events] = await Promise.all([
    pastTables(id, seq),
    readStreamBefore(id, seq + 1, FIRST_EVENTS),
  ]);
  const [row] = rowsThen(tables, investigationProjection);
  if (!row) return undefined;
  const hypotheses = rowsThen(tables, hypothesisProjection);
  const versions = rowsThen(tables, actionVersionProjection);
  const checkpoints = rowsThen(tables, checkpointProjection);
  const marks = new Map(rowsThen(tables, flagProjection).map((mark) => [mark.key, mark]));
  const [{ scope, ...who }, held, terms] = await Promise.all([
    agentsThen(id, row.agentId, by),
    heldRows({ row, events, hypotheses, versions }),
    termsThen(row, by),
  ]);
  const reach = await reachThen(row, scope, by);
  return {
    id,
    ...who,
    reach,
    terms,
    isWhole: held.isWhole,
    tally: held.isWhole ? null : await tallyOf(id, checkpoints),
    told: held.isWhole ? null : spanOf(tables, id),
    tables: {
      investigation: [row],
      step: held.step.flatMap((step) => stepThen(step, seq) ?? []),
      evidence: held.evidence.flatMap((item) => evidenceThen(item, seq, marks.get(item.key)) ?? []),
      hypothesis: hypotheses,
      checkpoint: checkpoints,
      directive: rowsThen(tables, directiveProjection),
      action: rowsThen(tables, actionProjection),
      action_version: versions,
      grant: rowsThen(tables, grantProjection),
      execution: rowsThen(tables, executionProjection),
    },
    events: events.map(withoutBodies),
    hasEarlier: (events[0]?.seq ?? 1) > 1,
  };
}
