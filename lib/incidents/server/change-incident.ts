import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can, type Resource } from '@/lib/access/permissions';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { ChangeIncidentInput, IncidentRow } from '@/lib/incidents/schema';
import { mergeIn } from '@/lib/incidents/server/merge-incidents';
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

const alreadyMerged = (mergedInto: string) =>
  new Conflict('merged', `This incident was merged into ${mergedInto}.`, { mergedInto });

/** Changes what people decide of an incident: status, severity, class, command, merging. */
export async function changeIncident(
  ctx: Ctx,
  { id, mergedInto, ...input }: ChangeIncidentInput & { id: string },
): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    if (mergedInto !== undefined) {
      const merge = { subject: id, into: mergedInto, incidentIds: [id], reason: null };
      const before = await mergeIn(tx, ctx.actor, { ...merge, path: 'mergedInto' });
      if (before.mergedInto === null) await changeIn(tx, ctx, before, input);
      else if (Object.keys(input).length > 0) throw alreadyMerged(before.mergedInto);
    } else {
      await tx.lock(id);
      const row = await tx.row(incidentProjection, id);
      if (!row) throw new NotFound(WHAT);
      demand(ctx.actor, 'incident.read', row, WHAT);
      demand(ctx.actor, 'incident.change', row, WHAT);
      if (row.mergedInto !== null) throw alreadyMerged(row.mergedInto);
      await changeIn(tx, ctx, row, input);
    }
    const changed = await tx.row(incidentProjection, id);
    if (!changed) throw new NotFound(WHAT);
    return changed;
  });
}

async function changeIn(
  tx: Tx,
  ctx: Ctx,
  row: IncidentRow,
  input: Omit<ChangeIncidentInput, 'mergedInto'>,
): Promise<void> {
  demand(ctx.actor, 'incident.change', row, WHAT);
  if (input.commanderId) await demandCommander(tx, input.commanderId, placeOf(row));
  const changes = Object.fromEntries(
    Object.entries(input).filter(([field, value]) => Reflect.get(row, field) !== value),
  );
  if (Object.keys(changes).length === 0) return;
  await tx.append(row.id, [{ kind: 'incident.changed', payload: { changes } }]);
  tx.nudge(INCIDENTS);
}
