import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { directiveProjection } from '@/lib/investigations/fold-held';
import type { DirectiveRow } from '@/lib/investigations/schema';
import { readInvestigation } from '@/lib/investigations/server/load';
import { deliver, tellsAnew } from '@/lib/investigations/server/deliver-directives';
import { parseRows } from '@/lib/log/rows';
import { waitUntil } from '@/lib/log/wait';
import { write } from '@/lib/log/write';

type Client = Pick<Prisma.TransactionClient, 'directive'>;

/** Directives that the agent has not acknowledged yet, oldest first. */
export async function openDirectives(
  client: Client,
  investigationId: string,
): Promise<DirectiveRow[]> {
  const rows = await client.directive.findMany({
    where: { investigationId, acknowledgedAt: null },
    orderBy: { seq: 'asc' },
    take: 100,
  });
  return parseRows(directiveProjection, rows);
}

/**
 * Directives after a seq, oldest first; waits for one where there is none. The first answer to the
 * agent that contains one is recorded as its delivery.
 */
export async function listDirectives(
  ctx: Ctx,
  { id, after, waitS }: { id: string; after: number; waitS: number },
): Promise<{ items: DirectiveRow[]; nextCursor: null }> {
  await readInvestigation(ctx.actor, 'directive.read', id);
  const look = async () => {
    const rows = await db().directive.findMany({
      where: { investigationId: id, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: 200,
    });
    return parseRows(directiveProjection, rows);
  };
  const items = await waitUntil(ctx, id, waitS, look, (seen) => seen.length > 0);
  if (!tellsAnew(ctx.actor, items)) return { items, nextCursor: null };
  const told = await write(ctx, async (tx) => {
    await tx.lock(id);
    return deliver(tx, ctx.actor, id, items);
  });
  return { items: told, nextCursor: null };
}
