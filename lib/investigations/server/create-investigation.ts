import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Conflict, NotFound } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { newId } from '@/lib/ids';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { CreateInvestigationInput } from '@/lib/investigations/schema-input';
import { heldNow } from '@/lib/investigations/server/load';
import { write } from '@/lib/log/write';
import { termsFor } from '@/lib/policies/server/terms-for';
import { maskSecrets } from '@/lib/text/mask';

/**
 * What happens now is never told among recordings, where nobody looks for it: whether an incident
 * is one was said when it was opened, and no run can change that.
 */
function demandSameClock(clock: InvestigationRow['clock'], incident: IncidentRow): void {
  if (clock === incident.clock) return;
  if (clock === 'live') {
    throw new Conflict('imported', 'The incident is a recording. Nothing was started on it.');
  }
  throw new Conflict(
    'not-a-recording',
    'The incident is live, so no recording can be told into it. Open one with "clock": "imported".',
  );
}

/**
 * Begins an agent's run on an incident, under the policy in force now.
 * @throws NotFound, OutOfScope; Conflict `closed`, `merged`, `imported`, `not-a-recording`
 */
export async function createInvestigation(
  ctx: Ctx,
  input: CreateInvestigationInput,
): Promise<InvestigationRow> {
  return write(ctx, async (tx) => {
    await holdOffFreezes(tx);
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
    const { mergedInto } = incident;
    if (mergedInto !== null) {
      const detail = `The incident was merged into ${mergedInto}. Nothing was started.`;
      throw new Conflict('merged', detail, { mergedInto });
    }
    const clock = input.clock ?? 'live';
    demandSameClock(clock, incident);
    const id = newId('inv');
    const { service, environment } = incident;
    await demandUnfrozen(tx, ctx.actor, [service], 'Nothing was started.');
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
      clock,
      budgets: terms.budgets,
      policy,
      ...(goal.masked > 0 ? { masked: goal.masked } : {}),
    };
    await tx.append(id, [{ kind: 'investigation.created', payload }]);
    tx.nudge(INCIDENTS);
    return heldNow(tx, id);
  });
}
