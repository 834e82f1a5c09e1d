import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { Permission } from '@/lib/access/permissions';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import { investigationProjection } from '@/lib/investigations/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { seize } from '@/lib/log/advisory';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

const WHAT = 'This action';

type Client = Pick<Prisma.TransactionClient, 'action' | 'investigation'>;

/** Refuses first those who may not know of the action, then those who may not do this to it. */
export function demandOnAction(
  actor: Actor,
  permission: Permission,
  action: ActionRow,
  ownerAgentId: string,
): void {
  const { service, environment, proposerId } = action;
  demand(actor, 'action.read', { service, environment, ownerAgentId }, WHAT);
  if (permission === 'action.read') return;
  // Whose proposal it is decides who may change it; whose investigation, who may see it.
  demand(actor, permission, { service, environment, ownerAgentId: proposerId }, WHAT);
}

/** An action that the actor may see, as it is now. @throws NotFound */
export async function findAction(client: Client, actor: Actor, id: string): Promise<ActionRow> {
  const [action] = parseRows(actionProjection, await client.action.findMany({ where: { id } }));
  if (!action) throw new NotFound(WHAT);
  const investigation = await client.investigation.findUnique({
    where: { id: action.investigationId },
    select: { agentId: true },
  });
  demandOnAction(actor, 'action.read', action, investigation?.agentId ?? '');
  return action;
}

/**
 * Lets one decision on an action be made at a time: whoever decides next reads whose signatures
 * there are, to hold those people, only once the one before is committed. Of two who sign at once
 * neither would count the other. It stands after the freeze's lock and before every other.
 */
export async function holdDecisions(tx: Tx, id: string): Promise<void> {
  await seize(tx, `decisions\n${id}`);
}

/** What never changes of an action, read before any lock to know which ones to take. */
export async function rootsOf(tx: Tx, id: string) {
  const found = await tx.db.action.findUnique({
    where: { id },
    select: { investigationId: true, proposerId: true, decisions: true },
  });
  if (!found) throw new NotFound(WHAT);
  return found;
}

export interface HeldAction {
  action: ActionRow;
  investigation: InvestigationRow;
  /** The database's time, at which the investigation was locked. */
  now: Date;
}

/** An action and its investigation, held for change until the transaction ends. */
export async function holdAction(tx: Tx, id: string, investigationId: string): Promise<HeldAction> {
  const { now } = await tx.lock(investigationId);
  await tx.readAhead([
    [actionProjection, id],
    [investigationProjection, investigationId],
  ]);
  const action = await tx.row(actionProjection, id);
  const investigation = await tx.row(investigationProjection, investigationId);
  if (!action || !investigation) throw new NotFound(WHAT);
  return { action, investigation, now };
}

/** The action as this transaction has left it. */
export async function actionNow(tx: Tx, id: string): Promise<ActionRow> {
  const action = await tx.row(actionProjection, id);
  if (!action) throw new NotFound(WHAT);
  return action;
}
