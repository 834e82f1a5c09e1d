import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';
import { databaseNow } from '@/lib/log/clock';
import { parseRows } from '@/lib/log/rows';
import { recoveryProjection } from '@/lib/passkeys/fold';
import type { RecoveryOut } from '@/lib/passkeys/output';
import { showRecovery } from './recoveries';

/** Recoveries, newest first. */
export async function listRecoveries(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: RecoveryOut[]; nextCursor: string | null }> {
  demand(ctx.actor, 'passkey.recovery.read', {}, 'The list of recoveries');
  const found = await db().passkeyRecovery.findMany({
    where: cursor === undefined ? {} : { id: { lt: cursor } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = pageOf(parseRows(recoveryProjection, found), limit, ({ id }) => id);
  const people = await db().person.findMany({
    where: { id: { in: page.items.map(({ personId }) => personId) } },
    select: { id: true, name: true },
  });
  const now = await databaseNow();
  const items = page.items.map((row) => {
    const person = people.find(({ id }) => id === row.personId);
    return showRecovery(row, person ?? { id: row.personId, name: row.personId }, now);
  });
  return { items, nextCursor: page.nextCursor };
}
