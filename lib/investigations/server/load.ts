import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { Permission, Resource } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { investigationProjection } from '@/lib/investigations/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

const WHAT = 'This investigation';

/** What permissions ask of an investigation. */
export const resourceOf = (row: InvestigationRow): Resource => ({
  service: row.service,
  environment: row.environment,
  ownerAgentId: row.agentId,
});

/** Refuses first those who may not know of it, then those who may not do this to it. */
export function demandOn(actor: Actor, permission: Permission, row: InvestigationRow): void {
  demand(actor, 'investigation.read', resourceOf(row), WHAT);
  demand(actor, permission, resourceOf(row), WHAT);
}

/** An investigation for reading, as it is now. @throws NotFound, Forbidden */
export async function readInvestigation(
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<InvestigationRow> {
  const found = await db().investigation.findMany({ where: { id } });
  const [row] = parseRows(investigationProjection, found);
  if (!row) throw new NotFound(WHAT);
  demandOn(actor, permission, row);
  return row;
}

export interface HeldInvestigation {
  row: InvestigationRow;
  /** The database's time, at which the investigation was locked. */
  now: Date;
}

/** An investigation held for change until the transaction ends. @throws NotFound, Forbidden */
export async function holdInvestigation(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<HeldInvestigation> {
  const { now } = await tx.lock(id);
  const row = await tx.row(investigationProjection, id);
  if (!row) throw new NotFound(WHAT);
  demandOn(actor, permission, row);
  return { row, now };
}

/** The investigation as this transaction has left it. */
export async function heldNow(tx: Tx, id: string): Promise<InvestigationRow> {
  const row = await tx.row(investigationProjection, id);
  if (!row) throw new NotFound(WHAT);
  return row;
}
