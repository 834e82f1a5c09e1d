import { encode } from 'next-auth/jwt';
import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';

const HOUR_MS = 3_600_000;

/** The cookie of a session of somebody who exists, opened without a password's slow hash. */
export async function openSession(personId: string): Promise<string> {
  const id = newId('ses');
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + HOUR_MS);
  await db().session.create({ data: { id, personId, createdAt, expiresAt } });
  const secret = process.env.AUTH_SECRET ?? '';
  return `next-auth.session-token=${await encode({ token: { sid: id }, secret })}`;
}
