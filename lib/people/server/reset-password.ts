import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { hashPassword } from '@/lib/access/server/password';
import { hashSecret } from '@/lib/access/server/secrets';
import { db } from '@/lib/db/client';
import { Conflict, NotFound } from '@/lib/errors';
import { write } from '@/lib/log/write';
import type { PersonRow, ResetPasswordInput } from '@/lib/people/schema';
import { closeSessions } from './close-sessions';
import { holdPerson } from './existing-person';
import { seizePerson } from './standing-lock';

const WHAT = 'This reset link';

/**
 * Takes up a reset: the person has the password that they choose here, and every session of theirs
 * ends with the same commit. Whoever holds the link may; it works once.
 * @throws NotFound; Conflict `reset-used`, `reset-expired`
 */
export async function resetPassword(
  ctx: Ctx,
  { token, password }: ResetPasswordInput,
): Promise<PersonRow> {
  const where = { tokenHash: hashSecret(token) };
  // Before the costly hash: strangers without a token must not make us work.
  const known = await db().passwordReset.findUnique({ where });
  if (!known) throw new NotFound(WHAT);
  const { personId } = known;
  const passwordHash = await hashPassword(password);
  return write(ctx, async (tx) => {
    const { person, now } = await holdPerson(tx, personId);
    const reset = await tx.db.passwordReset.findUnique({ where });
    // Being disabled or changing the password voids it, as a newer one does.
    if (!reset) throw new NotFound(WHAT);
    if (reset.usedAt) {
      throw new Conflict(
        'reset-used',
        'This link was used already. Sign in, or ask for a new one.',
      );
    }
    if (reset.expiresAt <= now) {
      throw new Conflict('reset-expired', 'This link has expired. Ask an admin for a new one.');
    }
    // What they sign counts from now on only, so whatever relies on how they stand goes first.
    await seizePerson(tx, personId);
    await tx.db.passwordReset.update({ where, data: { usedAt: now } });
    await tx.db.credential.update({
      where: { personId },
      data: { passwordHash, changedAt: now },
    });
    const by = { type: 'person', id: personId, name: person.name } as const;
    const payload = { reset: reset.id };
    await tx.append(personId, [{ kind: 'person.password_reset', payload, actor: by }]);
    await closeSessions(tx, personId, { now, reason: 'password-reset', by });
    return person;
  });
}
