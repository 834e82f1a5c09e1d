import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SystemActor } from '@/lib/access/actor';
import { suspendOwnerless } from '@/lib/agents/server/ownerless';
import { db } from '@/lib/db/client';
import { findDue } from '@/lib/expiry/server/due';
import { expire } from '@/lib/expiry/server/expire';
import { overseeRunning } from '@/lib/investigations/server/oversee-running';
import { log } from '@/lib/logger';
import { write } from '@/lib/log/write';

/** Who it is that ends what nobody ended. */
const CLOCK: SystemActor = { type: 'system', id: 'clock', name: 'Countersign' };

const SWEEP_MS = 60_000;

const forgetAnswers = () =>
  db().$executeRaw`
    DELETE FROM "idempotency" WHERE "createdAt" < clock_timestamp() - interval '24 hours'`;

const forgetChallenges = () =>
  db().$executeRaw`DELETE FROM "passkey_challenge" WHERE "expiresAt" < clock_timestamp()`;

/** How often what time alone may stop is looked at; none of it is a matter of seconds. */
const OVERSEE_EVERY_MS = 10_000;

/** Of this process: another replica that sweeps looks once more, which changes nothing. */
const overseen = { atMs: Number.NEGATIVE_INFINITY, after: '' };

async function overseeNowAndThen(): Promise<void> {
  const nowMs = performance.now();
  if (overseen.after === '' && nowMs - overseen.atMs < OVERSEE_EVERY_MS) return;
  if (overseen.after === '') overseen.atMs = nowMs;
  overseen.after = await overseeRunning(overseen.after);
}

async function expireAll(holdOn: () => Promise<unknown>): Promise<number> {
  let ended = 0;
  for (const due of await findDue()) {
    await holdOn();
    try {
      const ctx = { actor: CLOCK, requestId: randomUUID() };
      if (await write(ctx, (tx) => expire(tx, due))) ended += 1;
    } catch (error) {
      // One that cannot be ended must not keep the others alive; the next sweep tries again.
      log().error({ err: error, due }, 'what is due could not be ended');
    }
  }
  ended += await suspendOwnerless();
  await overseeNowAndThen();
  await forgetAnswers();
  await forgetChallenges();
  return ended;
}

/**
 * Ends everything whose time is over by the database's clock: stop points, actions, grants, leases,
 * the grace of agents without an owner, kept answers, questions to passkeys. Of several replicas one sweeps at a time, which spares work and nothing else: each
 * item is asked again under its lock.
 * @returns how many things were ended; nothing when another replica is sweeping
 */
export async function sweep(): Promise<number> {
  return db().$transaction(
    async (client) => {
      const [claim] = await client.$queryRaw<{ claimed: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('countersign sweep', 0)) AS "claimed"`;
      // A transaction that stands still is ended by the database, and its claim with it.
      return claim?.claimed ? expireAll(() => client.$queryRaw`SELECT 1`) : 0;
    },
    { timeout: SWEEP_MS },
  );
}
