import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SystemActor } from '@/lib/access/actor';
import { OWNERLESS_GRACE_MS } from '@/lib/agents/rules';
import type { AgentRow } from '@/lib/agents/schema';
import { holdAgent } from '@/lib/agents/server/show-agent';
import { seizeStanding } from '@/lib/agents/server/standing-lock';
import { AGENTS } from '@/lib/agents/server/topics';
import { db } from '@/lib/db/client';
import { Conflict } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';

const MOST = 100;
const CLOCK: SystemActor = { type: 'system', id: 'clock', name: 'Countersign' };

/** Agents that act although their owner has been disabled for longer than the grace. */
async function findOwnerless(graceMs: number): Promise<{ id: string }[]> {
  return db().$queryRaw<{ id: string }[]>`
    SELECT a."id" FROM "agent" a JOIN "person" p ON p."id" = a."ownerId"
    WHERE p."status" = 'disabled' AND a."status" = 'active' AND a."parentId" IS NULL
      AND a."expiresAt" > clock_timestamp() AND (
        SELECT max(e."recordedAt") FROM "event" e
        WHERE e."stream" = p."id" AND e."kind" = 'person.disabled'
      ) <= clock_timestamp() - ${graceMs}::int * interval '1 millisecond'
    ORDER BY a."id" LIMIT ${MOST}`;
}

async function ownerOf(tx: Tx, { ownerId }: AgentRow) {
  // After the agent, as the order of locks has it: whoever enables the owner now waits for us.
  await tx.lock(ownerId);
  return tx.db.person.findUnique({ where: { id: ownerId } });
}

async function suspendOne(tx: Tx, id: string, graceMs: number): Promise<boolean> {
  const { row } = await holdAgent(tx, id);
  await seizeStanding(tx, id);
  const owner = await ownerOf(tx, row);
  if (row.status !== 'active' || owner?.status !== 'disabled') return false;
  const days = Math.round(graceMs / 86_400_000);
  const reason = `Its owner, ${owner.name}, was disabled, and for ${days} days nobody took it over.`;
  await tx.append(id, [{ kind: 'agent.suspended', payload: { reason } }]);
  tx.nudge(AGENTS);
  return true;
}

/**
 * Suspends the agents that nobody answers for any more. Their sub-agents, which have the same owner,
 * stop with them.
 * @returns how many
 */
export async function suspendOwnerless(graceMs = OWNERLESS_GRACE_MS): Promise<number> {
  let suspended = 0;
  for (const { id } of await findOwnerless(graceMs)) {
    const ctx = { actor: CLOCK, requestId: randomUUID() };
    if (await write(ctx, (tx) => suspendOne(tx, id, graceMs))) suspended += 1;
  }
  return suspended;
}

/** An agent that nobody answers for stays suspended until somebody does. @throws Conflict */
export async function demandResumable(tx: Tx, row: AgentRow): Promise<void> {
  const owner = await ownerOf(tx, row);
  if (owner?.status === 'active') return;
  throw new Conflict(
    'ownerless',
    `${row.name} has no active owner. Give it one first. Nothing was changed.`,
  );
}
