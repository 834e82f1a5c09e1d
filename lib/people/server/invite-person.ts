import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { hashSecret, newInvitationToken } from '@/lib/access/server/secrets';
import { env } from '@/lib/env';
import { Conflict } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { seize } from '@/lib/log/advisory';
import { type Tx, write } from '@/lib/log/write';
import type { InvitePersonInput, OneTimeLink } from '@/lib/people/schema';
import { personAfter } from './existing-person';
import { demandNotTwo, lockAdmins } from './keep-one-admin';

const TTL_MS = 72 * 60 * 60 * 1000;

/** The command line acts for whoever holds the machine: it invites the first admin. */
export const COMMAND_LINE = { type: 'system', id: 'command-line', name: 'Command line' } as const;

/** Holds an address until the transaction ends: two invitations of it at once find each other. */
async function holdAddress(tx: Tx, email: string): Promise<void> {
  await seize(tx, `people:${email}`);
}

/**
 * Whose stream an invitation is written to: that of whoever was invited by this address before, or
 * a new one. Hold the admins first.
 * @throws Conflict `already-joined`
 */
export async function invitedAs(tx: Tx, email: string): Promise<string | undefined> {
  await holdAddress(tx, email);
  const known = await tx.db.person.findUnique({ where: { email }, select: { id: true } });
  if (!known) return undefined;
  await tx.lock(known.id);
  // Read under the lock: they may have joined meanwhile.
  const current = await personAfter(tx, known.id);
  if (current.status === 'invited') return known.id;
  throw new Conflict('already-joined', `${email} has joined already. Change their roles instead.`);
}

/** The invitation itself, by whoever may. Earlier links of theirs are void. */
export async function inviteIn(
  tx: Tx,
  { email, roles }: InvitePersonInput,
  id: string,
): Promise<OneTimeLink> {
  const token = newInvitationToken();
  const { now } = await tx.lock(id, {});
  await tx.append(id, [{ kind: 'person.invited', payload: { email, roles } }]);
  const expiresAt = new Date(now.getTime() + TTL_MS);
  await tx.db.invitation.deleteMany({ where: { personId: id } });
  await tx.db.invitation.create({
    data: { tokenHash: hashSecret(token), personId: id, expiresAt },
  });
  // After the "#", so that no log or referrer along the way ever holds it.
  const link = `${env().PUBLIC_URL}/invitation#${token}`;
  return { person: await personAfter(tx, id), link, expiresAt: expiresAt.toISOString() };
}

/**
 * Invites someone by e-mail, or again if they have not joined: then the roles are the new ones. The
 * link holds for 72 hours, once. Where two admins have been, it takes both.
 * @throws Conflict `already-joined`, `second-admin-needed`
 */
export async function invitePerson(ctx: Ctx, input: InvitePersonInput): Promise<OneTimeLink> {
  if (ctx.actor.id !== COMMAND_LINE.id) demand(ctx.actor, 'person.manage', {}, 'Inviting');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const known = await invitedAs(tx, input.email);
    await demandNotTwo(tx, { kind: 'invite' }, undefined);
    return inviteIn(tx, input, known ?? newId('usr'));
  });
}
