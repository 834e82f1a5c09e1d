import 'server-only';
import { type Actor, isMachine } from '@/lib/access/actor';
import { Unauthenticated } from '@/lib/errors';
import { databaseNow } from '@/lib/log/clock';
import { holdsSession } from './live-session';
import { loadMachine } from './load-machine';

/** Whether what an actor came with still holds: its key, its issuer's token or its session. */
export async function isAdmitted(actor: Actor): Promise<boolean> {
  if (actor.type === 'person') return holdsSession(actor.sessionId);
  if (!isMachine(actor)) return true;
  const { keyId, tokenExpiresAt } = actor;
  const isToken = tokenExpiresAt !== undefined;
  if (isToken && Date.parse(tokenExpiresAt) <= (await databaseNow()).getTime()) return false;
  try {
    return (await loadMachine(isToken ? { identityId: keyId } : { keyId })) !== undefined;
  } catch (error) {
    if (error instanceof Unauthenticated) return false;
    throw error;
  }
}
