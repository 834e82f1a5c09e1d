import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Conflict, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { incidentProjection } from '@/lib/incidents/fold';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { CreateInvestigationInput } from '@/lib/investigations/schema-input';
import { heldNow } from '@/lib/investigations/server/load';
import { write } from '@/lib/log/write';
import { termsFor } from '@/lib/policies/server/terms-for';
import { maskSecrets } from '@/lib/text/mask';

/** Begins an agent's run on an incident, under the policy in force now. */
export async function createInvestigation(
  ctx: Ctx,
  input: CreateInvestigationInput,
): Promise<InvestigationRow> {
  return write(ctx, async (tx) => {
    await demandLiveAgent(tx, ctx.actor);
    const [known] = await tx.db.incident.findMany({ where: { id: input.incidentId } });
    if (!known) throw new NotFound('This incident');
    demand(ctx.actor, 'incident.read', known, 'This incident');
    demand(ctx.actor, 'investigation.create', known, 'This incident');
    await tx.lock(known.id);
    const incident = await tx.row(incidentProjection, known.id);
    if (!incident) throw new NotFound('This incident');
    if (incident.status === 'closed') {
      throw new Conflict('closed', 'The incident is closed. Nothing was started.');
    }
    const id = newId('inv');
    const { service, environment } = incident;
    const { terms, policy } = await termsFor(tx, incident);
    await tx.lock(id, { service, incidentId: incident.id });
    const goal = maskSecrets(input.goal ?? null);
    const payload = {
      incidentId: incident.id,
      agentId: ctx.actor.id,
      service,
      environment,
      goal: goal.value,
      mode: terms.mode,
      clock: input.clock ?? 'live',
      budgets: terms.budgets,
      policy,
      ...(goal.masked > 0 ? { masked: goal.masked } : {}),
    };
    await tx.append(id, [{ kind: 'investigation.created', payload }]);
    tx.nudge(INCIDENTS);
    return heldNow(tx, id);
  });
}
