import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { verifyPassword } from '@/lib/access/server/password';
import { SESSION_TTL_S } from '@/lib/access/server/session-cookie';
import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import { type SignInInput, signInInput } from '@/lib/people/schema';
import { holdPerson } from './existing-person';

export interface OpenedSession {
  sessionId: string;
  personId: string;
  expiresAt: string;
}

/**
 * Opens a session for the right e-mail and password; null for anything else, after the same work,
 * so that nobody learns which e-mails are known.
 */
export async function signIn(
  ctx: Ctx,
  input: SignInInput,
  userAgent: string | null,
): Promise<OpenedSession | null> {
  const given = signInInput.safeParse(input);
  const email = given.success ? given.data.email : '';
  const found = await db().person.findUnique({ where: { email } });
  const kept = found && (await db().credential.findUnique({ where: { personId: found.id } }));
  const password = given.success ? given.data.password : '';
  const isRight = await verifyPassword(password, kept?.passwordHash);
  if (!isRight || !found) return null;
  return write(ctx, async (tx) => {
    const { person, now } = await holdPerson(tx, found.id);
    if (person.status !== 'active') return null;
    // A password that was changed since it was checked opens nothing.
    const current = await tx.db.credential.findUnique({ where: { personId: person.id } });
    if (current?.passwordHash !== kept?.passwordHash) return null;
    const sessionId = newId('ses');
    const expiresAt = new Date(now.getTime() + SESSION_TTL_S * 1000);
    await tx.db.session.create({
      data: {
        id: sessionId,
        personId: person.id,
        createdAt: now,
        expiresAt,
        userAgent: userAgent?.slice(0, 300) ?? null,
      },
    });
    const actor = { type: 'person', id: person.id, name: person.name } as const;
    await tx.append(person.id, [
      { kind: 'session.opened', payload: { session: sessionId }, actor },
    ]);
    return { sessionId, personId: person.id, expiresAt: expiresAt.toISOString() };
  });
}
