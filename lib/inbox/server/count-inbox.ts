import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Forbidden } from '@/lib/errors';
import type { InboxCount } from '@/lib/inbox/schema';
import { waitingMatters } from '@/lib/inbox/server/waiting-matters';
import { parseRows } from '@/lib/log/rows';
import { deciders } from '@/lib/notices/rules';
import { personProjection } from '@/lib/people/fold';

/** How much waits on the reader, by the very question that puts it into their inbox. */
export async function countInbox({ actor }: Ctx): Promise<InboxCount> {
  if (!isPerson(actor)) throw new Forbidden('Only a person has an inbox.');
  const found = await waitingMatters(actor);
  if (found.length === 0) return { mine: 0 };
  const active = await db().person.findMany({ where: { status: 'active' } });
  const people = parseRows(personProjection, active);
  const isMine = ({ matter }: (typeof found)[number]): boolean =>
    deciders(matter, people).some(({ id }) => id === actor.id);
  return { mine: found.filter(isMine).length };
}
