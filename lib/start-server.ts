import 'server-only';
import { assertNotOwner } from '@/lib/db/assert-not-owner';
import { db } from '@/lib/db/client';
import { checkProduction, env } from '@/lib/env';
import { beginEnding, whenEnding } from '@/lib/ending';
import { startSweeper, stopSweeper } from '@/lib/expiry/server/sweeper';
import { signingKeys } from '@/lib/grants/server/signing-keys';
import { partWithClientsAtTheEnd } from '@/lib/http/part-with-clients';
import { refuseUnreadableAddresses } from '@/lib/http/readable-address';
import { log } from '@/lib/logger';
import { startDispatcher, stopDispatcher } from '@/lib/notices/server/dispatcher';
import { noticeKeys } from '@/lib/notices/server/notice-keys';
import { policyInForce } from '@/lib/policies/server/policy-in-force';

const NO_NOTICE_KEYS =
  'there are no notice keys: nobody is woken until "npm run admin -- notice-key new" made them';

const DEMO_DOMAIN = '@demo.local';

async function demoUsers(): Promise<string[]> {
  if (env().COUNTERSIGN_PROFILE !== 'production') return [];
  const found = await db().person.findMany({
    where: { email: { endsWith: DEMO_DOMAIN } },
    select: { email: true },
    take: 10,
  });
  return found.map(({ email }) => email);
}

/**
 * What a server does once before it answers anything: makes sure that it may not rewrite the log,
 * that nothing of a demo is left in production, that it can sign grants and that a policy is in force;
 * then starts the clock.
 * @throws Error in sentences for whoever started it
 */
export async function startServer(): Promise<void> {
  await assertNotOwner();
  const refusals = checkProduction(env(), await demoUsers());
  if (refusals.length > 0) throw new Error(refusals.join('\n'));
  signingKeys();
  await policyInForce();
  refuseUnreadableAddresses();
  // Beside Next's own handlers, which would wait for streams that nobody ends.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, beginEnding);
  partWithClientsAtTheEnd();
  startSweeper();
  whenEnding(stopSweeper);
  if (!noticeKeys()) log().warn(NO_NOTICE_KEYS);
  startDispatcher();
  whenEnding(stopDispatcher);
}
