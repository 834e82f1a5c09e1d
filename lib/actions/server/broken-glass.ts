import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { placesSeen } from '@/lib/access/server/seen-places';
import type { BrokenGlass } from '@/lib/actions/broken-glass';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { databaseNow } from '@/lib/log/clock';

const DAYS = 90;
const DAY_MS = 86_400_000;
/** As many are named that nobody has reviewed yet. */
const NAMED = 20;

/** The glass that was broken in the last ninety days, where the reader may look. */
export async function readBrokenGlass({ actor }: Ctx): Promise<BrokenGlass> {
  demand(actor, 'action.read', {}, 'This');
  const of = { glassBroken: true, ...placesSeen(actor) };
  const since = new Date((await databaseNow()).getTime() - DAYS * DAY_MS);
  const [total, rows] = await Promise.all([
    db().action.count({ where: { ...of, proposedAt: { gte: since } } }),
    db().action.findMany({
      where: { ...of, review: { equals: Prisma.DbNull } },
      orderBy: { proposedAt: 'desc' },
      take: NAMED,
      select: { id: true, title: true, service: true, proposedAt: true },
    }),
  ]);
  const unreviewed = rows.map(({ proposedAt, ...row }) => ({
    ...row,
    at: proposedAt.toISOString(),
  }));
  return { days: DAYS, total, unreviewed };
}
