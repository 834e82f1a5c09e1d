import 'server-only';
import { Conflict } from '@/lib/errors';
import { seize } from '@/lib/log/advisory';
import type { Tx } from '@/lib/log/write';
import { isAdminOfAll, takesTwo, type Wish } from '@/lib/people/rules';
import type { PersonRow } from '@/lib/people/schema';

/** Serialises whatever bears on who the admins are, until the transaction ends; taken first. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await seize(tx, 'people:admins');
}

/** Whether someone else would still be an active admin of every service. */
async function hasOtherAdmin(tx: Tx, personId: string): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM "person" WHERE "id" <> ${personId} AND "status" = 'active'
      AND EXISTS (
        SELECT FROM jsonb_array_elements("roles") AS held
        WHERE held @> '{"role": "admin", "service": "*"}' AND NOT jsonb_exists(held, 'environments')) LIMIT 1`;
  return found !== undefined;
}

/** @throws Conflict `last-admin` when nobody would be left to manage the installation. */
export async function keepOneAdmin(tx: Tx, person: PersonRow): Promise<void> {
  if (!isAdminOfAll(person) || (await hasOtherAdmin(tx, person.id))) return;
  throw new Conflict(
    'last-admin',
    'This is the last admin of every service. Make someone else one first; nothing was changed.',
  );
}

/**
 * Whether admins act in twos here: once two have been, for good, so that shutting one out does not
 * hand the other what both had to agree to.
 */
export async function actInTwos(client: Pick<Tx, 'db'>['db']): Promise<boolean> {
  const admins = await client.person.findMany({
    where: { wasAdmin: true },
    select: { id: true },
    take: 2,
  });
  return admins.length === 2;
}

/** Refuses one admin what takes two. Hold the admins first. @throws Conflict `second-admin-needed` */
export async function demandNotTwo(
  tx: Tx,
  wish: Wish,
  person: PersonRow | undefined,
): Promise<void> {
  if (!takesTwo(wish, person) || !(await actInTwos(tx.db))) return;
  throw new Conflict(
    'second-admin-needed',
    'This takes two admins. Propose it, and have another admin agree; nothing was changed.',
  );
}
