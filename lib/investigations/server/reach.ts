import 'server-only';
import type { Scope } from '@/lib/access/scope';
import { agentProjection } from '@/lib/agents/fold';
import { db } from '@/lib/db/client';
import { hopsFrom } from '@/lib/drift/server/hops';
import { reachIn } from '@/lib/investigations/reach-in';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Reach } from '@/lib/investigations/views';
import { rowsThen } from '@/lib/live/past';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import { readStreamsUntil } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection, serviceStream } from '@/lib/services/fold';
import { neighboursIn } from '@/lib/services/rules';

/** Where an investigation could have looked, by its agent's scope and the catalogue of now. */
export async function reachOf(row: InvestigationRow): Promise<Reach | null> {
  const [agents, hops] = await Promise.all([
    db().agent.findMany({ where: { id: row.agentId } }),
    hopsFrom(db(), row.service),
  ]);
  const [agent] = parseRows(agentProjection, agents);
  if (!agent) return null;
  const near = [...(hops ?? [])].filter(([, away]) => away === 1).map(([name]) => name);
  return reachIn(row, agent.scope, near);
}

/**
 * The same by an instant of the past, with the scope that the agent had.
 * @param scope undefined before the agent was made
 */
export async function reachThen(
  row: InvestigationRow,
  scope: Scope | undefined,
  by: string,
): Promise<Reach | null> {
  if (!scope) return null;
  const known = await db().service.findMany({ select: { name: true } });
  const tables: Tables = new Map();
  const of = [listed(serviceProjection)];
  const streams = known.map(({ name }) => serviceStream(name));
  for (const event of await readStreamsUntil(streams, by)) foldInto(tables, of, event);
  return reachIn(row, scope, neighboursIn(rowsThen(tables, serviceProjection), row.service));
}
