import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import { demand } from '@/lib/access/demand';
import { type Tx, write } from '@/lib/log/write';
import { isAdminOfAll } from '@/lib/people/rules';
import type { PersonRow } from '@/lib/people/schema';
import { holdPerson, personAfter } from './existing-person';
import { demandNotTwo, keepOneAdmin, lockAdmins } from './keep-one-admin';
import { seizePerson } from './standing-lock';

/** The change of roles itself, by whoever may. @throws Conflict `last-admin` */
export async function setRolesIn(
  tx: Tx,
  person: PersonRow,
  roles: RoleBinding[],
): Promise<PersonRow> {
  const { status } = person;
  if (!isAdminOfAll({ status, roles })) await keepOneAdmin(tx, person);
  await seizePerson(tx, person.id);
  await tx.append(person.id, [{ kind: 'person.roles_changed', payload: { roles } }]);
  return personAfter(tx, person.id);
}

/**
 * Gives a person other roles, from their next request on; sessions stay. Where two admins have been,
 * what steers, signs or administers takes both.
 * @throws NotFound; Conflict `last-admin`, `second-admin-needed`
 */
export async function changeRoles(
  ctx: Ctx,
  { personId, roles }: { personId: string; roles: RoleBinding[] },
): Promise<PersonRow> {
  demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const { person } = await holdPerson(tx, personId);
    await demandNotTwo(tx, { kind: 'roles', roles }, person);
    return setRolesIn(tx, person, roles);
  });
}
