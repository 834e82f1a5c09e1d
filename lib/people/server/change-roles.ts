import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import { demand } from '@/lib/access/demand';
import { write } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';
import { holdPerson, personAfter } from './existing-person';
import { isAdminOfAll, keepOneAdmin, lockAdmins } from './keep-one-admin';
import { seizePerson } from './standing-lock';

/**
 * Gives a person other roles, from their next request on; sessions stay.
 * @throws NotFound; Conflict `last-admin`
 */
export async function changeRoles(
  ctx: Ctx,
  { personId, roles }: { personId: string; roles: RoleBinding[] },
): Promise<PersonRow> {
  demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const { person } = await holdPerson(tx, personId);
    if (!isAdminOfAll({ ...person, roles })) await keepOneAdmin(tx, person);
    await seizePerson(tx, personId);
    await tx.append(personId, [{ kind: 'person.roles_changed', payload: { roles } }]);
    return personAfter(tx, personId);
  });
}
