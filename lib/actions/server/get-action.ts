import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import type { ActionState } from '@/lib/actions/schema';
import { findAction } from '@/lib/actions/server/hold-action';
import { showAction } from '@/lib/actions/server/show-action';
import { reading } from '@/lib/actions/server/shown-from';
import { db } from '@/lib/db/client';
import { waitUntil } from '@/lib/log/wait';

/**
 * An action as it is now. With a wait, as soon as its state differs from `since`, which is its
 * state at the call unless said.
 * @throws NotFound
 */
export async function getAction(
  ctx: Ctx,
  { actionId, waitS, since }: { actionId: string; waitS: number; since?: ActionState | undefined },
): Promise<ActionOut> {
  const look = () => findAction(db(), ctx.actor, actionId);
  const first = await look();
  const from = since ?? first.state;
  const isDone = waitS <= 0 || first.state !== from;
  const seen = isDone
    ? first
    : await waitUntil(ctx, first.investigationId, waitS, look, ({ state }) => state !== from);
  return showAction(reading(db()), seen);
}

/** That there is such an action, and the actor may see it. @throws NotFound */
export async function demandActionSeen(
  ctx: Ctx,
  { actionId }: { actionId: string },
): Promise<void> {
  await findAction(db(), ctx.actor, actionId);
}
