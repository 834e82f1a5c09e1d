import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { handoverProjection } from '@/lib/command/fold';
import type { HandoverRow } from '@/lib/command/schema';
import { Conflict, NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { Tx } from '@/lib/log/write';

const WHAT = 'This incident';

export interface HeldCommand {
  incident: IncidentRow;
  /** The latest hand-over, open or not. */
  offer: HandoverRow | undefined;
}

/** Holds an incident, whose command somebody is about to hand over or take. */
export async function holdCommand(tx: Tx, ctx: Ctx, id: string): Promise<HeldCommand> {
  await tx.lock(id);
  const incident = await tx.row(incidentProjection, id);
  if (!incident) throw new NotFound(WHAT);
  demand(ctx.actor, 'incident.read', incident, WHAT);
  demand(ctx.actor, 'incident.change', incident, WHAT);
  if (incident.mergedInto !== null) {
    throw new Conflict('merged', `This incident was merged into ${incident.mergedInto}.`);
  }
  return { incident, offer: await tx.row(handoverProjection, id) };
}

/** The hand-over as this transaction has left it. */
export async function offerNow(tx: Tx, id: string): Promise<HandoverRow> {
  const offer = await tx.row(handoverProjection, id);
  if (!offer) throw new NotFound('This hand-over');
  return offer;
}
