import 'server-only';
import type { ActionOut, ActionSummary } from '@/lib/actions/output';
import { claimDifferences } from '@/lib/actions/risk';
import type { ActionRow } from '@/lib/actions/schema';
import { askedOf } from '@/lib/actions/server/asked-of';
import { groundOf } from '@/lib/actions/server/show-ground';
import type { ShownFrom } from '@/lib/actions/server/shown-from';
import { standingFault } from '@/lib/agents/rules';
import { agentStatus } from '@/lib/agents/schema';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import { incidentProjection } from '@/lib/incidents/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import type { Projection } from '@/lib/log/projection';

const present = (ids: (string | null)[]): string[] => [
  ...new Set(ids.filter((id): id is string => id !== null)),
];

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const pick = <T extends object, K extends keyof T>(of: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, of[key]])) as Pick<T, K>;

const NAMED = ['id', 'name'] as const;
const INCIDENT = ['id', 'title', 'severity', 'status'] as const;
const GRANT = ['id', 'state', 'issuedAt', 'expiresAt', 'redeemedAt'] as const;
const EXECUTION = [
  'id',
  'state',
  'startedAt',
  'leaseExpiresAt',
  'finishedAt',
  'exitCode',
  'lastText',
] as const;

interface AgentShown {
  id: string;
  name: string;
  status: string;
  expiresAt: Date;
  now: Date;
}

/**
 * Names of agents, and why one may not act, if for any reason. By the database's clock, though it is
 * for display: redemption asks again, under lock.
 */
async function agentsOf({ db }: ShownFrom, rows: ActionRow[]) {
  const ids = present(rows.flatMap((row) => [row.proposerId, row.executorId]));
  const found = await db.$queryRaw<AgentShown[]>`
    SELECT "id", "name", "status", "expiresAt", clock_timestamp() AS "now"
    FROM "agent" WHERE "id" = ANY(${ids})`;
  return found.map(({ id, name, status, expiresAt, now }) => {
    const standing = { status: agentStatus.parse(status), expiresAt: expiresAt.toISOString() };
    return { id, name, fault: standingFault(standing, now) ?? null };
  });
}

/** Who and what the ids of these actions mean, in one query a table. */
async function look(from: ShownFrom, rows: ActionRow[]) {
  const of = <Row extends { id: string }>(
    projection: Projection<Row>,
    idOf: (row: ActionRow) => string | null,
  ) => from.rows(projection, present(rows.map(idOf)));
  const agents = await agentsOf(from, rows);
  const incidents = await of(incidentProjection, (row) => row.incidentId);
  const runs = await of(investigationProjection, (row) => row.investigationId);
  const grants = await of(grantProjection, (row) => row.grantId);
  const executions = await of(executionProjection, (row) => row.executionId);
  return {
    agents: byId(agents),
    incidents: byId(incidents),
    runs: byId(runs),
    grants: byId(grants),
    executions: byId(executions),
  };
}

/** Actions as lists show them, in the order given. */
export async function showActions(from: ShownFrom, rows: ActionRow[]): Promise<ActionSummary[]> {
  if (rows.length === 0) return [];
  const found = await look(from, rows);
  const asked = await askedOf(from.db, rows, found.incidents);
  const agentOf = (id: string) => found.agents.get(id) ?? { id, name: id, fault: null };
  return rows.map((row) => {
    const { contents, grantId, executionId, investigationId, kind: _kind, ...rest } = row;
    const incident = found.incidents.get(row.incidentId);
    const grant = grantId === null ? undefined : found.grants.get(grantId);
    const execution = executionId === null ? undefined : found.executions.get(executionId);
    return {
      ...contents,
      ...rest,
      clock: found.runs.get(investigationId)?.clock ?? 'live',
      verificationPlan: contents.verification ?? null,
      incident: incident ? pick(incident, INCIDENT) : null,
      proposer: pick(agentOf(row.proposerId), NAMED),
      executor: agentOf(row.executorId),
      grant: grant ? pick(grant, GRANT) : null,
      execution: execution ? pick(execution, EXECUTION) : null,
      asked: asked.get(row.id) ?? null,
      differences: claimDifferences(contents, contents.catalogue),
    };
  });
}

/** One action with the ground it stands on: all that a decision needs in one answer. */
export async function showAction(from: ShownFrom, row: ActionRow): Promise<ActionOut> {
  const [summary] = await showActions(from, [row]);
  if (!summary) throw new Error(`Action ${row.id} cannot be shown.`);
  return { ...summary, ...(await groundOf(from, row)) };
}
