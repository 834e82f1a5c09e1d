import 'server-only';
import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Unauthenticated } from '@/lib/errors';
import { log } from '@/lib/logger';
import { loadMachine } from './load-machine';
import { hashSecret } from './secrets';

const SHAPE = /^csk_[A-Za-z0-9_-]{20,100}$/;

const refuse = (): Unauthenticated =>
  new Unauthenticated('This key is not known, has expired, or was revoked.');

/** Notes that a key was used just now. Of many calls at once one writes and the others go on. */
async function noteUse(keyId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE agent_key SET "lastUsedAt" = clock_timestamp() WHERE "id" IN (
      SELECT "id" FROM agent_key WHERE "id" = ${keyId}
        AND coalesce("lastUsedAt" < clock_timestamp() - interval '1 minute', true)
      FOR UPDATE SKIP LOCKED)`;
}

/**
 * The agent or executor whose key this is.
 * @throws Unauthenticated
 */
export async function findMachine(key: string): Promise<AgentActor | ExecutorActor> {
  if (!SHAPE.test(key)) throw refuse();
  const found = await loadMachine({ keyHash: hashSecret(key) });
  if (!found) throw refuse();
  const { machine, isUseStale } = found;
  if (isUseStale) {
    await noteUse(machine.keyId).catch((error: unknown) => {
      // Nothing is decided by it, so nobody is refused for want of it.
      log().warn({ err: error, keyId: machine.keyId }, 'the use of a key was not noted');
    });
  }
  return machine;
}
