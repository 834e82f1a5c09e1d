import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { hashSecret, newInvitationToken } from '@/lib/access/server/secrets';
import { env } from '@/lib/env';
import { Conflict } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import type { InvitePersonInput, OneTimeLink } from '@/lib/people/schema';
import { personAfter } from './existing-person';

const TTL_MS = 72 * 60 * 60 * 1000;

/** The command line acts for whoever holds the machine: it invites the first admin. */
export const COMMAND_LINE = { type: 'system', id: 'command-line', name: 'Command line' } as const;

/**
 * Invites someone by e-mail, or again if they have not joined: then earlier links are void and the
 * roles are the new ones. The link holds for 72 hours, once.
 * @throws Conflict `already-joined`
 */
export async function invitePerson(ctx: Ctx, input: InvitePersonInput): Promise<OneTimeLink> {
  if (ctx.actor.id !== COMMAND_LINE.id) demand(ctx.actor, 'person.manage', {}, 'Inviting');
  const { email, roles } = input;
  const token = newInvitationToken();
  return write(ctx, async (tx) => {
    // Two invitations of one address at once must find each other.
    await tx.db
      .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`people:${email}`}, 0))`;
    const known = await tx.db.person.findUnique({ where: { email } });
    const id = known?.id ?? newId('usr');
    const { now } = await tx.lock(id, {});
    // Read again under the lock: they may have joined meanwhile.
    const current = known && (await personAfter(tx, id));
    if (current && current.status !== 'invited') {
      throw new Conflict(
        'already-joined',
        `${email} has joined already. Change their roles instead.`,
      );
    }
    await tx.append(id, [{ kind: 'person.invited', payload: { email, roles } }]);
    const expiresAt = new Date(now.getTime() + TTL_MS);
    await tx.db.invitation.deleteMany({ where: { personId: id } });
    await tx.db.invitation.create({
      data: { tokenHash: hashSecret(token), personId: id, expiresAt },
    });
    // After the "#", so that no log or referrer along the way ever holds it.
    const link = `${env().PUBLIC_URL}/invitation#${token}`;
    return { person: await personAfter(tx, id), link, expiresAt: expiresAt.toISOString() };
  });
}
