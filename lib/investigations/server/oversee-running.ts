import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SystemActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { MEASURED_FROM } from '@/lib/drift/rules';
import { checkpointProjection, directiveProjection } from '@/lib/investigations/fold-held';
import { isRaisable } from '@/lib/investigations/raise';
import { runningTime } from '@/lib/investigations/running-time';
import { heldNow } from '@/lib/investigations/server/load';
import { oversee } from '@/lib/investigations/server/oversee';
import { log } from '@/lib/logger';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';

/** Who looks when no event gives the occasion. */
const CLOCK: SystemActor = { type: 'system', id: 'clock', name: 'Countersign' };

/** At most this many a round; the next round goes on after the last of them. */
const MOST = 100;

/**
 * Running investigations that time alone may stop: those that may have run as long as they were
 * allowed, and those that were last heard of some time ago.
 */
const due = (after: string) =>
  db().$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "investigation" i, (SELECT clock_timestamp() AS now) t
    WHERE i."status" = 'running' AND i."clock" = 'live' AND i."id" > ${after}
      AND (i."startedAt" + (i."budgets"->>'wallClockMs')::float * interval '1 millisecond' <= t.now
        OR (greatest(i."evidenceCount", i."stepCount") >= ${MEASURED_FROM}
            AND i."lastEventAt" <= t.now - interval '30 seconds'))
    ORDER BY i."id" LIMIT ${MOST}`;

/** How long an investigation has run without the time it was held, in ms. */
async function runningMs(tx: Tx, id: string, startedAt: string, now: Date): Promise<number> {
  const where = { investigationId: id };
  const checkpoints = parseRows(checkpointProjection, await tx.db.checkpoint.findMany({ where }));
  const directives = parseRows(directiveProjection, await tx.db.directive.findMany({ where }));
  return runningTime(startedAt, checkpoints, directives, now.getTime());
}

async function overseeOne(tx: Tx, id: string): Promise<void> {
  const { now } = await tx.lock(id);
  const row = await heldNow(tx, id);
  if (!isRaisable(row)) return;
  await oversee(tx, id, now, await runningMs(tx, id, row.startedAt, now));
}

/**
 * Looks at running investigations that gave no occasion by themselves: an agent that falls silent
 * grows stale, and its time runs out, without any event.
 * @param after the id where the last round ended; empty to begin
 * @returns where this round ended; empty when it was the last
 */
export async function overseeRunning(after: string): Promise<string> {
  const found = await due(after);
  for (const { id } of found) {
    try {
      await write({ actor: CLOCK, requestId: randomUUID() }, (tx) => overseeOne(tx, id));
    } catch (error) {
      // One that cannot be looked at must not keep the others from it; the next round tries again.
      log().error({ err: error, id }, 'a running investigation could not be overseen');
    }
  }
  return found.length === MOST ? (found.at(-1)?.id ?? '') : '';
}
