import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { actionVersionProjection } from '@/lib/actions/fold';
import type { ActionVersionRow } from '@/lib/actions/schema';
import { findAction } from '@/lib/actions/server/hold-action';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';

/** Every version of an action as it was proposed, oldest first. @throws NotFound */
export async function listVersions(
  ctx: Ctx,
  { actionId }: { actionId: string },
): Promise<ActionVersionRow[]> {
  await findAction(db(), ctx.actor, actionId);
  const found = await db().actionVersion.findMany({
    where: { actionId },
    orderBy: { version: 'asc' },
  });
  return parseRows(actionVersionProjection, found);
}
