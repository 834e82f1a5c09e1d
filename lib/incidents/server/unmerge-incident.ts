import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import { unmergeTellings } from '@/lib/incidents/merging';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { UnmergeIncidentInput } from '@/lib/incidents/schema-merge';
import { holdShape } from '@/lib/incidents/server/hold-shape';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { partsOf, tellAll } from '@/lib/incidents/server/shape';
import { write } from '@/lib/log/write';

const WHAT = 'This incident';

/**
 * Takes an incident back out of the one that it was merged into, with the alerts that came with it
 * or for it since, and with what it had brought along. It stands as it stood: open where it was.
 * @throws NotFound, Forbidden; Conflict `not-merged`
 */
export async function unmergeIncident(
  ctx: Ctx,
  { id, reason }: UnmergeIncidentInput & { id: string },
): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    await holdShape(tx);
    const at = await tx.db.incident.findUnique({ where: { id }, select: { mergedInto: true } });
    const into = at?.mergedInto;
    const others = into ? [into, ...(await partsOf(tx, [into]))] : [];
    await tx.lockAll([id, ...others]);
    const row = await tx.row(incidentProjection, id);
    if (!row) throw new NotFound(WHAT);
    demand(ctx.actor, 'incident.read', row, WHAT);
    demand(ctx.actor, 'incident.merge', row, WHAT);
    if (!into) throw new Conflict('not-merged', 'This incident is not part of another.');
    const around = await tx.rows(incidentProjection, others);
    const survivor = around.find((each) => each.id === into);
    if (!survivor) throw new NotFound('What it was merged into');
    demand(ctx.actor, 'incident.read', survivor, 'What it was merged into');
    demand(ctx.actor, 'incident.merge', survivor, 'What it was merged into');
    await tellAll(tx, unmergeTellings(row, survivor, around, reason));
    tx.nudge(INCIDENTS);
    return (await tx.row(incidentProjection, id)) ?? row;
  });
}
