import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import { splitOf } from '@/lib/incidents/merging';
import type { Alert, IncidentRow } from '@/lib/incidents/schema';
import type { SplitIncidentInput } from '@/lib/incidents/schema-merge';
import { holdShape } from '@/lib/incidents/server/hold-shape';
import { INCIDENTS, openIncidentIn } from '@/lib/incidents/server/open-incident';
import { tellAll } from '@/lib/incidents/server/shape';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';

const WHAT = 'This incident';

function demandSplittable(row: IncidentRow): void {
  const { mergedInto, status, clock } = row;
  if (clock === 'imported') {
    throw new Conflict('imported', 'A recording stays as it was told. Nothing was split.');
  }
  if (mergedInto !== null) {
    const detail = `This incident was merged into ${mergedInto}, which has its alerts.`;
    throw new Conflict('merged', detail, { mergedInto });
  }
  if (status === 'closed') throw new Conflict('closed', 'This incident is closed.');
}

function chosenOf(row: IncidentRow, fingerprints: string[]): Alert[] {
  const known = new Set(row.alerts.map(({ fingerprint }) => fingerprint));
  const errors = fingerprints.flatMap((each, index) =>
    known.has(each)
      ? []
      : [{ path: `fingerprints.${index}`, message: 'must be of an alert of this incident' }],
  );
  if (errors.length > 0) throw new Invalid(errors, 'unknown-reference');
  return row.alerts.filter(({ fingerprint }) => fingerprints.includes(fingerprint));
}

/** Every group whose later alerts may be of those that are parted. */
async function groupsOf(tx: Tx, row: IncidentRow, chosen: Alert[]): Promise<string[]> {
  const from = new Set(chosen.map(({ of }) => of ?? row.id));
  const origins = await tx.rows(incidentProjection, [...from]);
  const groups = origins.flatMap(({ groupKey, groupKeys }) => [groupKey ?? [], groupKeys].flat());
  return [...new Set(groups)];
}

/**
 * Parts some of an incident's alerts from it into one of their own, which takes them from then on.
 * @throws NotFound, Forbidden; Conflict `merged`, `closed`, `imported`; Invalid `unknown-reference`
 */
export async function splitIncident(
  ctx: Ctx,
  { id, fingerprints, title, severity, reason }: SplitIncidentInput & { id: string },
): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    await holdShape(tx);
    // Read ahead of its lock for its service's stream only, which comes first; alerts hold off.
    const [seen] = parseRows(incidentProjection, await tx.db.incident.findMany({ where: { id } }));
    if (!seen) throw new NotFound(WHAT);
    demand(ctx.actor, 'incident.read', seen, WHAT);
    demand(ctx.actor, 'incident.merge', seen, WHAT);
    demandSplittable(seen);
    const chosen = chosenOf(seen, fingerprints);
    const split = splitOf(seen, chosen);
    demand(ctx.actor, 'incident.merge', split, 'The service of these alerts');
    const groupKeys = await groupsOf(tx, seen, chosen);
    const made = await openIncidentIn(tx, {
      ...split,
      ...(title === undefined ? {} : { title }),
      severity: severity ?? seen.severity,
      splitFrom: id,
      groupKeys,
    });
    await tx.lock(id);
    const row = await tx.row(incidentProjection, id);
    if (!row) throw new NotFound(WHAT);
    demandSplittable(row);
    const alerts = chosen.map(({ fingerprint, of = null }) => ({ fingerprint, of }));
    const payload = { into: made.id, alerts, reason };
    await tellAll(tx, [{ stream: id, drafts: [{ kind: 'incident.split', payload }] }]);
    tx.nudge(INCIDENTS);
    return made;
  });
}
