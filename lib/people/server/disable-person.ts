import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';
import { closeSessions } from './close-sessions';
import { holdPerson, personAfter } from './existing-person';
import { demandNotTwo, keepOneAdmin, lockAdmins } from './keep-one-admin';
import { seizePerson } from './standing-lock';

export interface Standing {
  personId: string;
  reason: string;
}

/**
 * Shuts a person out: their sessions end with the same commit, their approvals count no more, and
 * an invitation or a reset they have not used is void.
 * @throws NotFound; Conflict `already-disabled`, `last-admin`
 */
export async function disablePerson(ctx: Ctx, { personId, reason }: Standing): Promise<PersonRow> {
  demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const { person, now } = await holdPerson(tx, personId);
    if (person.status === 'disabled') {
      throw new Conflict('already-disabled', `${person.name} is disabled already.`);
    }
    await keepOneAdmin(tx, person);
    await seizePerson(tx, personId);
    await tx.append(personId, [{ kind: 'person.disabled', payload: { reason } }]);
    await closeSessions(tx, personId, { now, reason: 'disabled' });
    await tx.db.invitation.deleteMany({ where: { personId, acceptedAt: null } });
    await tx.db.passwordReset.deleteMany({ where: { personId, usedAt: null } });
    return personAfter(tx, personId);
  });
}

/** The letting in itself, by whoever may. @throws Conflict `not-disabled`, `never-joined` */
export async function enableIn(tx: Tx, person: PersonRow, reason: string): Promise<PersonRow> {
  const { id, name } = person;
  if (person.status !== 'disabled') throw new Conflict('not-disabled', `${name} is not disabled.`);
  if (!(await tx.db.credential.findUnique({ where: { personId: id } }))) {
    throw new Conflict('never-joined', `${name} never joined and has no password.`);
  }
  await seizePerson(tx, id);
  await tx.append(id, [{ kind: 'person.enabled', payload: { reason } }]);
  return personAfter(tx, id);
}

/**
 * Lets a disabled person in again, with the password and the roles they had. Where two admins have
 * been, it takes both for whoever steers, signs or administers.
 * @throws NotFound; Conflict `not-disabled`, `never-joined`, `second-admin-needed`
 */
export async function enablePerson(ctx: Ctx, { personId, reason }: Standing): Promise<PersonRow> {
  demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const { person } = await holdPerson(tx, personId);
    if (person.status === 'disabled') await demandNotTwo(tx, { kind: 'enable' }, person);
    return enableIn(tx, person, reason);
  });
}
