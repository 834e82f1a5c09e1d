import 'server-only';
import type { Actor, Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import { isOver, mergeTellings } from '@/lib/incidents/merging';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { MergeIncidentsInput } from '@/lib/incidents/schema-merge';
import { holdShape } from '@/lib/incidents/server/hold-shape';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { partsOf, tellAll } from '@/lib/incidents/server/shape';
import { type Tx, write } from '@/lib/log/write';

export interface Merge {
  /** The one that the address names, of which is spoken as “This incident”. */
  subject: string;
  into: string;
  incidentIds: string[];
  reason: string | null;
  /** Where in the input the others are named. */
  path: string;
}

const WHAT = 'This incident';

function demandMergeable(actor: Actor, row: IncidentRow): void {
  demand(actor, 'incident.read', row, WHAT);
  demand(actor, 'incident.merge', row, WHAT);
}

const merged = (detail: string, mergedInto: string) =>
  new Conflict('merged', detail, { mergedInto });

/** Refuses what cannot become part of a survivor, or be one. */
function demandFit(survivor: IncidentRow, joining: IncidentRow[]): void {
  const all = [survivor, ...joining];
  if (all.some(({ clock }) => clock === 'imported')) {
    throw new Conflict('imported', 'A recording stays as it was told. Nothing was merged.');
  }
  if (isOver(survivor)) {
    const detail = `${survivor.id} is ${survivor.status}, so nothing can become part of it.`;
    throw new Conflict('closed', detail);
  }
  const closed = joining.find(({ status }) => status === 'closed');
  if (closed) throw new Conflict('closed', `${closed.id} is closed, and stays what it was.`);
  const elsewhere = joining.find(({ mergedInto }) => mergedInto !== null);
  if (elsewhere?.mergedInto) {
    const { id, mergedInto } = elsewhere;
    throw merged(`${id} was merged into ${mergedInto}. Nothing was changed.`, mergedInto);
  }
}

/**
 * Makes incidents part of another inside a transaction that holds no incident yet. Of two that are
 * merged into each other at once the later finds both to be one already.
 * @throws NotFound, Forbidden; Conflict `merged`, `closed`, `imported`; Invalid `unknown-reference`
 */
export async function mergeIn(tx: Tx, actor: Actor, merge: Merge): Promise<IncidentRow> {
  await holdShape(tx);
  const named = [merge.into, ...merge.incidentIds];
  const parts = await partsOf(tx, named);
  const target = await tx.db.incident.findUnique({
    where: { id: merge.into },
    select: { mergedInto: true },
  });
  const into = target?.mergedInto ?? merge.into;
  const ids = [...new Set([...named, into, ...parts])];
  await tx.lockAll(ids);
  const rows = new Map((await tx.rows(incidentProjection, ids)).map((row) => [row.id, row]));
  const subject = rows.get(merge.subject);
  if (!subject) throw new NotFound(WHAT);
  demandMergeable(actor, subject);
  const isKnown = (id: string) => {
    const row = rows.get(id);
    return row !== undefined && can(actor, 'incident.read', row).allowed;
  };
  const unknown = [...named, into].find((id) => !isKnown(id));
  const known = named.flatMap((id) => (isKnown(id) ? (rows.get(id) ?? []) : []));
  for (const row of known) demandMergeable(actor, row);
  const isSelf = merge.incidentIds.includes(merge.into);
  const survivor = isKnown(into) ? rows.get(into) : undefined;
  if (survivor) {
    demandMergeable(actor, survivor);
    if (!isSelf && merge.incidentIds.includes(into)) {
      throw merged(`${merge.into} is already part of ${into}. Nothing was changed.`, into);
    }
  }
  const joining = merge.incidentIds.flatMap((id) => {
    const row = isKnown(id) ? rows.get(id) : undefined;
    return row && row.mergedInto !== into ? [row] : [];
  });
  if (survivor && joining.length > 0)
    demandFit(
      survivor,
      joining.filter(({ id }) => id !== into),
    );
  if (!survivor || unknown !== undefined || isSelf) {
    const message = 'must be another incident that you may see';
    throw new Invalid([{ path: merge.path, message }], 'unknown-reference');
  }
  const brought = joining.flatMap(({ id }) =>
    [...rows.values()].filter(({ mergedInto }) => mergedInto === id),
  );
  if (joining.length > 0) {
    await tellAll(tx, mergeTellings(survivor, joining, brought, merge.reason));
    tx.nudge(INCIDENTS);
  }
  return subject;
}

/** Makes incidents part of the one in the address, which tells of them from then on. */
export async function mergeIncidents(
  ctx: Ctx,
  { id, incidentIds, reason = undefined }: MergeIncidentsInput & { id: string },
): Promise<IncidentRow> {
  return write(ctx, async (tx) => {
    await mergeIn(tx, ctx.actor, {
      subject: id,
      into: id,
      incidentIds,
      reason: reason ?? null,
      path: 'incidentIds',
    });
    const survivor = await tx.row(incidentProjection, id);
    if (!survivor) throw new NotFound(WHAT);
    return survivor;
  });
}
