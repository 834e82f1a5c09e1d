import 'server-only';
import { Conflict } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';

/** Serialises every change that could take away an admin, until the transaction ends. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('people:admins', 0))`;
}

/** Whether someone else would still be an active admin of every service. */
async function hasOtherAdmin(tx: Tx, personId: string): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM "person" WHERE "id" <> ${personId} AND "status" = 'active'
      AND "roles" @> '[{"role": "admin", "service": "*"}]'::jsonb LIMIT 1`;
  return found !== undefined;
}

export const isAdminOfAll = ({ roles, status }: PersonRow): boolean =>
  status === 'active' && roles.some(({ role, service }) => role === 'admin' && service === '*');

/** @throws Conflict `last-admin` when nobody would be left to manage the installation. */
export async function keepOneAdmin(tx: Tx, person: PersonRow): Promise<void> {
  if (!isAdminOfAll(person) || (await hasOtherAdmin(tx, person.id))) return;
  throw new Conflict(
    'last-admin',
    'This is the last admin of every service. Make someone else one first; nothing was changed.',
  );
}
