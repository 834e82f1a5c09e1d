import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict } from '@/lib/errors';
import { write } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';
import { closeSessions } from './close-sessions';
import { holdPerson, personAfter } from './existing-person';
import { keepOneAdmin, lockAdmins } from './keep-one-admin';
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

/**
 * Lets a disabled person in again, with the password and the roles they had.
 * @throws NotFound; Conflict `not-disabled`, `never-joined`
 */
export async function enablePerson(ctx: Ctx, { personId, reason }: Standing): Promise<PersonRow> {
  demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    const { person } = await holdPerson(tx, personId);
    if (person.status !== 'disabled') {
      throw new Conflict('not-disabled', `${person.name} is not disabled.`);
    }
    if (!(await tx.db.credential.findUnique({ where: { personId } }))) {
      throw new Conflict('never-joined', `${person.name} never joined and has no password.`);
    }
    await seizePerson(tx, personId);
    await tx.append(personId, [{ kind: 'person.enabled', payload: { reason } }]);
    return personAfter(tx, personId);
  });
}
