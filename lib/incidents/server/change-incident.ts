import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can, type Resource } from '@/lib/access/permissions';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { ChangeIncidentInput, IncidentRow } from '@/lib/incidents/schema';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { type Tx, write } from '@/lib/log/write';
import { personProjection } from '@/lib/people/fold';

const WHAT = 'This incident';

const placeOf = ({ service, environment }: Pick<IncidentRow, 'service' | 'environment'>) => ({
  service,
  environment,
});

async function demandCommander(tx: Tx, personId: string, place: Resource): Promise<void> {
  const person = await tx.row(personProjection, personId);
  const mayCommand =
    person?.status === 'active' &&
    can({ type: 'person', sessionId: '', ...person }, 'control.give', place).allowed;
  if (mayCommand) return;
  const message =
    'must be an active person with the commander role for this service and environment';
  throw new Invalid([{ path: 'commanderId', message }], 'unknown-reference');
}

async function demandMergeable(tx: Tx, ctx: Ctx, id: string, into: string): Promise<void> {
  const other = await tx.db.incident.findUnique({ where: { id: into } });
  const isKnown = other && can(ctx.actor, 'incident.read', placeOf(other)).allowed;
  const isFit = isKnown && into !== id && other.mergedInto === null;
  if (isFit) return;
  const message = 'must be another incident that is not merged itself';
  throw new Invalid([{ path: 'mergedInto', message }], 'unknown-reference');
}

/** Changes what people decide of an incident: status, severity, class, command, merging. */
export async function changeIncident(
  ctx: Ctx,
  { id, ...input }: ChangeIncidentInput & { id: string },
): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    await tx.lock(id);
    const row = await tx.row(incidentProjection, id);
    if (!row) throw new NotFound(WHAT);
    demand(ctx.actor, 'incident.read', row, WHAT);
    demand(ctx.actor, 'incident.change', row, WHAT);
    if (row.mergedInto !== null) {
      throw new Conflict('merged', `This incident was merged into ${row.mergedInto}.`);
    }
    if (input.commanderId) await demandCommander(tx, input.commanderId, placeOf(row));
    if (input.mergedInto) await demandMergeable(tx, ctx, id, input.mergedInto);
    const changes = Object.fromEntries(
      Object.entries(input).filter(([field, value]) => Reflect.get(row, field) !== value),
    );
    if (Object.keys(changes).length > 0) {
      await tx.append(id, [{ kind: 'incident.changed', payload: { changes } }]);
      tx.nudge(INCIDENTS);
    }
    return (await tx.row(incidentProjection, id)) ?? row;
  });
}
