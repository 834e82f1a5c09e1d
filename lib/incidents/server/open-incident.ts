import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { newId } from '@/lib/ids';
import { incidentProjection } from '@/lib/incidents/fold';
import type { Alert, IncidentRow, OpenIncidentInput } from '@/lib/incidents/schema';
import { type Tx, write } from '@/lib/log/write';
import { nameService } from '@/lib/services/server/name-service';
import { maskSecrets } from '@/lib/text/mask';

/** The topic that every change of any incident wakes. */
export const INCIDENTS = 'incidents';

interface Opening extends OpenIncidentInput {
  groupKey?: string;
  alerts?: Alert[];
  splitFrom?: string;
  groupKeys?: string[];
}

/** Opens an incident inside a transaction; whoever calls has made sure that it may be. */
export async function openIncidentIn(tx: Tx, input: Opening): Promise<IncidentRow> {
  await nameService(tx, input.service, input.environment);
  const id = newId('inc');
  const { now } = await tx.lock(id, { service: input.service, incidentId: id });
  const masked = maskSecrets({
    title: input.title,
    summary: input.summary ?? null,
    alerts: input.alerts ?? [],
  });
  const payload = {
    ...masked.value,
    severity: input.severity,
    service: input.service,
    environment: input.environment,
    outageClass: input.outageClass ?? null,
    startedAt: input.startedAt ?? now.toISOString(),
    groupKey: input.groupKey ?? null,
    clock: input.clock ?? 'live',
    ...(input.splitFrom ? { splitFrom: input.splitFrom, groupKeys: input.groupKeys ?? [] } : {}),
    ...(masked.masked > 0 ? { masked: masked.masked } : {}),
  };
  await tx.append(id, [{ kind: 'incident.opened', payload }]);
  tx.nudge(INCIDENTS);
  const row = await tx.row(incidentProjection, id);
  if (!row) throw new Error(`Incident ${id} was opened and cannot be read.`);
  return row;
}

/** Opens an incident for a commander, or for an agent that observes the service. */
export async function openIncident(ctx: Ctx, input: OpenIncidentInput): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    const { service, environment } = input;
    demand(ctx.actor, 'incident.open', { service, environment }, 'This service');
    await demandLiveAgent(tx, ctx.actor);
    return openIncidentIn(tx, input);
  });
}
