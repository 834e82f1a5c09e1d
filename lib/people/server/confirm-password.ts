import 'server-only';
import { verifyPassword } from '@/lib/access/server/password';
import { db } from '@/lib/db/client';
import { Forbidden } from '@/lib/errors';
import { countCall, uncountCall } from '@/lib/http/rate-limit';

export const wrongPassword = (): Forbidden =>
  new Forbidden('This is not the password that you have. Nothing was changed.', 'wrong-password');

/**
 * Asks somebody who is signed in for their password once more.
 * @returns the hash that it fits, so that whoever changes it changes no other
 * @throws Forbidden `wrong-password`; TooMany after ten wrong ones in a minute
 */
export async function confirmPassword(personId: string, password: string): Promise<string> {
  await countCall('own-password', personId);
  const kept = await db().credential.findUnique({ where: { personId } });
  if (!(await verifyPassword(password, kept?.passwordHash)) || !kept) throw wrongPassword();
  await uncountCall('own-password', personId);
  return kept.passwordHash;
}
