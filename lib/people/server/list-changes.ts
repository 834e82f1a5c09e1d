import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { db } from '@/lib/db/client';
import { pageOf } from '@/lib/http/page';
import { parseRows } from '@/lib/log/rows';
import { personChangeProjection } from '@/lib/people/fold-change';
import type { PersonChangeRow } from '@/lib/people/schema-change';
import { actInTwos } from './keep-one-admin';

export interface ChangesPage {
  items: PersonChangeRow[];
  nextCursor: string | null;
  /** Whether changes of people take two admins here. */
  takesTwo: boolean;
}

/** Changes of people that took, or wait for, a second admin, newest first. */
export async function listChanges(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<ChangesPage> {
  demand(ctx.actor, 'person.read', {}, 'The list of changes');
  const [rows, takesTwo] = await Promise.all([
    db().personChange.findMany({
      where: cursor === undefined ? {} : { id: { lt: cursor } },
      orderBy: { id: 'desc' },
      take: limit + 1,
    }),
    actInTwos(db()),
  ]);
  return { ...pageOf(parseRows(personChangeProjection, rows), limit, ({ id }) => id), takesTwo };
}
