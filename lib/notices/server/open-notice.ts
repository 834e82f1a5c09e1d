import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { Place } from '@/lib/access/reach';
import { Forbidden, NotFound } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { noticeProjection } from '@/lib/notices/fold';
import { NOTICE_ENVIRONMENT, NOTICE_WITH_PLACE } from '@/lib/notices/server/notice-place';

const WHAT = 'This notice';

async function placeOf(tx: Tx, id: string) {
  const [row] = await tx.db.$queryRaw<(Place & { environment: string | null })[]>`
    SELECT n."service", ${NOTICE_ENVIRONMENT} AS "environment"
    FROM ${NOTICE_WITH_PLACE} WHERE n."id" = ${id}`;
  if (!row) return undefined;
  const { service, environment } = row;
  return { service, ...(environment === null ? {} : { environment }) };
}

/**
 * Puts on record that a person opened the page by a notice; once each. It decides nothing.
 * @throws NotFound
 */
export async function openNotice(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person opens notices.');
  if (!id.startsWith('ntc_')) throw new NotFound(WHAT);
  await write(ctx, async (tx) => {
    const place = await placeOf(tx, id);
    if (!place) throw new NotFound(WHAT);
    if (place.service !== '*') demand(actor, 'notice.open', place, WHAT);
    await tx.lock(id);
    const row = await tx.row(noticeProjection, id);
    if (row?.opened.some(({ person }) => person === actor.id)) return;
    await tx.append(id, [{ kind: 'notice.opened', payload: {} }]);
  });
}
