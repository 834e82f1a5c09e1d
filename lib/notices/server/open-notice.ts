import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Forbidden, NotFound } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { noticeProjection } from '@/lib/notices/fold';

const WHAT = 'This notice';

/**
 * Puts on record that a person opened the page by a notice; once each. It decides nothing.
 * @throws NotFound
 */
export async function openNotice(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person opens notices.');
  if (!id.startsWith('ntc_')) throw new NotFound(WHAT);
  await write(ctx, async (tx) => {
    const known = await tx.db.notice.findUnique({ where: { id }, select: { service: true } });
    if (!known) throw new NotFound(WHAT);
    if (known.service !== '*') demand(actor, 'notice.open', { service: known.service }, WHAT);
    await tx.lock(id);
    const row = await tx.row(noticeProjection, id);
    if (row?.opened.some(({ person }) => person === actor.id)) return;
    await tx.append(id, [{ kind: 'notice.opened', payload: {} }]);
  });
}
