import 'server-only';
import { covers } from '@/lib/access/scope';
import { agentProjection } from '@/lib/agents/fold';
import { db } from '@/lib/db/client';
import { hopsFrom } from '@/lib/drift/server/hops';
import { evidenceSource } from '@/lib/evidence/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Reach } from '@/lib/investigations/views';
import { parseRows } from '@/lib/log/rows';

/**
 * Where an investigation could have looked: the sources that its agent's scope covers, and, of the
 * incident's service and its neighbours in the catalogue, those that it covers.
 */
export async function reachOf(row: InvestigationRow): Promise<Reach | null> {
  const { agentId, service, environment } = row;
  const [agents, hops] = await Promise.all([
    db().agent.findMany({ where: { id: agentId } }),
    hopsFrom(db(), service),
  ]);
  const [agent] = parseRows(agentProjection, agents);
  if (!agent) return null;
  const near = [...(hops ?? [])].filter(([, away]) => away === 1).map(([name]) => name);
  const may = (asked: { source?: string; service?: string }) =>
    covers(agent.scope, { verb: 'observe', environment, ...asked });
  return {
    sources: evidenceSource.options.filter((source) => may({ source })),
    services: [...new Set([service, ...near])].filter((name) => may({ service: name })),
  };
}
