import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { hashPassword } from '@/lib/access/server/password';
import { Forbidden } from '@/lib/errors';
import { write } from '@/lib/log/write';
import type { ChangePasswordInput, SessionsEnded } from '@/lib/people/schema';
import { closeSessions } from './close-sessions';
import { confirmPassword, wrongPassword } from './confirm-password';
import { holdPerson } from './existing-person';

/**
 * Gives the asker another password for the one they have. Every other session of theirs ends with
 * the same commit, and a reset that they have not used is void.
 * @throws Forbidden, also `wrong-password`; TooMany after ten wrong ones in a minute
 */
export async function changePassword(
  ctx: Ctx,
  { currentPassword, password }: ChangePasswordInput,
): Promise<SessionsEnded> {
  const { actor } = ctx;
  demand(actor, 'person.change_password', {}, 'This password');
  if (!isPerson(actor)) throw new Forbidden('Only a person has a password.');
  const { id: personId, sessionId } = actor;
  const checked = await confirmPassword(personId, currentPassword);
  const passwordHash = await hashPassword(password);
  return write(ctx, async (tx) => {
    const { now } = await holdPerson(tx, personId);
    // Only in place of the one that was checked: another change may have come first.
    const { count } = await tx.db.credential.updateMany({
      where: { personId, passwordHash: checked },
      data: { passwordHash, changedAt: now },
    });
    if (count === 0) throw wrongPassword();
    await tx.append(personId, [{ kind: 'person.password_changed', payload: {} }]);
    const ending = { now, reason: 'password-changed', except: sessionId };
    const endedSessions = await closeSessions(tx, personId, ending);
    await tx.db.passwordReset.deleteMany({ where: { personId, usedAt: null } });
    return { endedSessions };
  });
}
