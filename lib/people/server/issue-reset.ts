import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { hashSecret, newResetToken } from '@/lib/access/server/secrets';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { Conflict, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import type { OneTimeLink, PersonRow } from '@/lib/people/schema';
import { holdPerson } from './existing-person';
import { COMMAND_LINE } from './invite-person';
import { demandNotTwo, lockAdmins } from './keep-one-admin';

/** A day: it replaces a password, so it lies about for less long than an invitation. */
const TTL_MS = 24 * 60 * 60 * 1000;

function demandMaySignIn({ status, name }: PersonRow): void {
  if (status === 'invited') {
    throw new Conflict('never-joined', `${name} has not joined yet. Invite them again instead.`);
  }
  if (status === 'disabled') {
    throw new Conflict(
      'disabled',
      `${name} is disabled, and a new password would not change that.`,
    );
  }
}

/** The link itself, by whoever may; earlier ones are void. @throws Conflict `never-joined`, `disabled` */
export async function resetIn(tx: Tx, person: PersonRow, now: Date): Promise<OneTimeLink> {
  demandMaySignIn(person);
  const personId = person.id;
  const token = newResetToken();
  const id = newId('rst');
  const expiresAt = new Date(now.getTime() + TTL_MS);
  await tx.db.passwordReset.deleteMany({ where: { personId, usedAt: null } });
  await tx.db.passwordReset.create({
    data: { id, tokenHash: hashSecret(token), personId, createdAt: now, expiresAt },
  });
  const payload = { reset: id, expiresAt: expiresAt.toISOString() };
  await tx.append(personId, [{ kind: 'person.reset_issued', payload }]);
  // After the "#", so that no log or referrer along the way ever holds it.
  const link = `${env().PUBLIC_URL}/reset#${token}`;
  return { person, link, expiresAt: payload.expiresAt };
}

/**
 * Gives someone a link by which they choose a new password themselves. It holds for a day, once;
 * until it is used, nothing changes for them. Where two admins have been, it takes both for whoever
 * steers, signs or administers, save from the command line: whoever holds the machine is the way
 * back in when nobody can sign in any more.
 * @throws Forbidden, NotFound; Conflict `never-joined`, `disabled`, `second-admin-needed`
 */
export async function issueReset(
  ctx: Ctx,
  { personId }: { personId: string },
): Promise<OneTimeLink> {
  const isCommandLine = ctx.actor.id === COMMAND_LINE.id;
  if (!isCommandLine) demand(ctx.actor, 'person.manage', {}, 'This person');
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const { person, now } = await holdPerson(tx, personId);
    if (!isCommandLine && person.status === 'active') {
      await demandNotTwo(tx, { kind: 'reset' }, person);
    }
    return resetIn(tx, person, now);
  });
}

/** The same for whoever has this e-mail. @throws NotFound when nobody has. */
export async function issueResetFor(ctx: Ctx, { email }: { email: string }): Promise<OneTimeLink> {
  const where = { email: email.trim().toLowerCase() };
  const found = await db().person.findUnique({ where, select: { id: true } });
  if (!found) throw new NotFound('A person of this e-mail');
  return issueReset(ctx, { personId: found.id });
}
