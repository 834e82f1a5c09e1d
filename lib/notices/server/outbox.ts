import 'server-only';
import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';
import type { Channel } from '@/lib/notices/schema';
import { TELLER } from '@/lib/notices/server/tell';

/**
 * How long whoever claimed a delivery has it to themselves: longer than an attempt can take, so that
 * only a process that died loses it.
 */
const LEASE_MS = 30_000;

export interface Claimed {
  id: string;
  noticeId: string;
  channel: Channel;
  targetId: string;
  personId: string | null;
  body: string;
  /** This one included. */
  attempts: number;
}

/**
 * Claims what is due, oldest first, passing over what another process is claiming. A claim is an
 * attempt, counted before it is made: one that dies halfway is made again, under the same id.
 */
export async function claimDue(limit: number): Promise<Claimed[]> {
  return db().$queryRaw<Claimed[]>`
    UPDATE "notice_delivery" d
    SET "attempts" = d."attempts" + 1,
        "leaseUntil" = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    FROM (
      SELECT "id" FROM "notice_delivery"
      WHERE "state" = 'waiting' AND "nextAttemptAt" <= clock_timestamp()
        AND ("leaseUntil" IS NULL OR "leaseUntil" <= clock_timestamp())
      ORDER BY "nextAttemptAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) AS due
    WHERE d."id" = due."id"
    RETURNING d."id", d."noticeId", d."channel", d."targetId", d."personId", d."body", d."attempts"`;
}

/** How a delivery ended, whichever way. */
export type Ended =
  | { state: 'delivered'; status: number }
  | { state: 'failed'; status: number | null; problem: string }
  | { state: 'moot' };

function draftOf({ id, attempts }: Claimed, ended: Ended): Draft {
  const attempted = { delivery: id, attempts };
  switch (ended.state) {
    case 'delivered':
      return { kind: 'notice.delivered', payload: { ...attempted, status: ended.status } };
    case 'failed': {
      const { status, problem } = ended;
      return { kind: 'notice.failed', payload: { ...attempted, status, problem } };
    }
    case 'moot':
      return { kind: 'notice.moot', payload: attempted };
  }
}

async function endIn(tx: Tx, claimed: Claimed, ended: Ended): Promise<void> {
  const { now } = await tx.lock(claimed.noticeId);
  const { count } = await tx.db.noticeDelivery.updateMany({
    where: { id: claimed.id, state: 'waiting' },
    data: {
      state: ended.state,
      endedAt: now,
      leaseUntil: null,
      lastStatus: 'status' in ended ? ended.status : null,
      lastProblem: 'problem' in ended ? ended.problem : null,
    },
  });
  // Whoever took it after our lease ran out was quicker, and has said so.
  if (count > 0) await tx.append(claimed.noticeId, [draftOf(claimed, ended)]);
}

/** Puts on record how a delivery ended, once. */
export const endDelivery = (claimed: Claimed, ended: Ended): Promise<void> =>
  write({ actor: TELLER, requestId: randomUUID() }, (tx) => endIn(tx, claimed, ended));

/** Puts a delivery back for a later attempt. */
export async function putOff(
  { id, attempts }: Claimed,
  { delayMs, status, problem }: { delayMs: number; status: number | null; problem: string },
): Promise<void> {
  await db().$executeRaw`
    UPDATE "notice_delivery"
    SET "nextAttemptAt" = clock_timestamp() + ${delayMs}::int * interval '1 millisecond',
        "leaseUntil" = NULL, "lastStatus" = ${status}, "lastProblem" = ${problem}
    WHERE "id" = ${id} AND "state" = 'waiting' AND "attempts" = ${attempts}`;
}
