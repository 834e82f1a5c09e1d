import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { hashPassword } from '@/lib/access/server/password';
import { hashSecret } from '@/lib/access/server/secrets';
import { db } from '@/lib/db/client';
import { Conflict, NotFound } from '@/lib/errors';
import { write } from '@/lib/log/write';
import type { JoinInput, PersonRow } from '@/lib/people/schema';
import { holdPerson, personAfter } from './existing-person';

const invitationOf = (tokenHash: string) => db().invitation.findUnique({ where: { tokenHash } });

/**
 * Takes up an invitation: a name and a password, and the person is active. Whoever holds the link
 * may; it works once.
 * @throws NotFound; Conflict `invitation-used`, `invitation-expired`
 */
export async function join(ctx: Ctx, { token, name, password }: JoinInput): Promise<PersonRow> {
  const tokenHash = hashSecret(token);
  // Before the costly hash: strangers without a token must not make us work.
  const invitation = await invitationOf(tokenHash);
  if (!invitation) throw new NotFound('This invitation');
  const { personId } = invitation;
  const passwordHash = await hashPassword(password);
  return write(ctx, async (tx) => {
    const { person, now } = await holdPerson(tx, personId);
    const current = await tx.db.invitation.findUnique({ where: { tokenHash } });
    if (!current) throw new NotFound('This invitation');
    if (current.acceptedAt || person.status !== 'invited') {
      throw new Conflict('invitation-used', 'This invitation was used already. Sign in instead.');
    }
    if (current.expiresAt <= now) {
      throw new Conflict('invitation-expired', 'This invitation has expired. Ask for a new one.');
    }
    await tx.db.invitation.update({ where: { tokenHash }, data: { acceptedAt: now } });
    const credential = { passwordHash, changedAt: now };
    await tx.db.credential.upsert({
      where: { personId },
      create: { personId, ...credential },
      update: credential,
    });
    const actor = { type: 'person', id: personId, name } as const;
    await tx.append(personId, [{ kind: 'person.joined', payload: { name }, actor }]);
    return personAfter(tx, personId);
  });
}
