import 'server-only';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import { APPROVALS } from '@/lib/actions/server/topics';
import type { Prisma } from '@/lib/db/generated/client';
import type { Draft } from '@/lib/log/append';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

/** States from which an action may still be executed, and so be voided. */
export const OPEN_STATES = ['pending_approval', 'approved'];

/** What takes back an approval that nobody has redeemed yet; nothing, where none was minted. */
export const revokedGrant = (action: ActionRow, reason: string): Draft[] =>
  action.state === 'approved' && action.grantId !== null
    ? [{ kind: 'grant.revoked', payload: { grant: action.grantId, action: action.id, reason } }]
    : [];

/**
 * Voids an investigation's actions that wait for approval or for redemption, and their grants.
 * The caller's transaction decides with it. What was redeemed already is past recall.
 * @returns the ids of the actions voided
 */
export async function voidActions(
  tx: Tx,
  investigationId: string,
  reason: string,
  only: Prisma.ActionWhereInput = {},
): Promise<string[]> {
  await tx.lock(investigationId);
  const found = await tx.db.action.findMany({
    where: { AND: [{ investigationId, state: { in: OPEN_STATES } }, only] },
    orderBy: { id: 'asc' },
  });
  const actions = parseRows(actionProjection, found);
  const drafts = actions.flatMap((action) => [
    ...revokedGrant(action, reason),
    { kind: 'action.revoked', payload: { action: action.id, version: action.version, reason } },
  ]);
  await tx.append(investigationId, drafts);
  if (actions.length > 0) tx.nudge(APPROVALS);
  return actions.map(({ id }) => id);
}
