import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { lockWithOriginal, rolledBackOriginal } from '@/lib/actions/server/rolled-back';
import { actionNow } from '@/lib/actions/server/hold-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Invalid, NotFound } from '@/lib/errors';
import { executionProjection } from '@/lib/grants/fold';
import { demandExecuting } from '@/lib/grants/rules';
import type { ExecutionEventsInput, ExecutionRow } from '@/lib/grants/schema';
import { leaseFrom } from '@/lib/grants/server/lease';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

type Posted = ExecutionEventsInput['events'][number];

export interface ExecutionReported {
  accepted: number;
  duplicates: number;
  state: ExecutionRow['state'];
  leaseExpiresAt: string;
}

const WHAT = 'This execution';
const FINISHES = new Set(['succeeded', 'failed']);

/** The executor's own id, kept apart from the ids that others chose in the same stream. */
const storedId = (executionId: string, { id }: Posted): string => `${executionId}/${id}`;

/** An execution, found before any lock to know which investigation to hold. */
export async function executionRoots(tx: Tx, executionId: string) {
  const found = await tx.db.execution.findUnique({
    where: { id: executionId },
    select: { investigationId: true, actionId: true, executorId: true },
  });
  if (!found) throw new NotFound(WHAT);
  return found;
}

async function fresh(tx: Tx, stream: string, executionId: string, events: Posted[]) {
  const ids = events.map((event) => storedId(executionId, event));
  const stored = await tx.db.event.findMany({
    where: { stream, id: { in: ids } },
    select: { id: true },
  });
  const known = new Set(stored.map(({ id }) => id));
  return events.filter((event) => {
    const id = storedId(executionId, event);
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
}

function demandFinishLast(events: Posted[]): void {
  const at = events.findIndex(({ kind }) => FINISHES.has(kind));
  if (at === -1 || at === events.length - 1) return;
  const message = 'nothing may follow the end of an execution';
  throw new Invalid([{ path: `events.${at + 1}`, message }]);
}

async function reportIn(tx: Tx, ctx: Ctx, executionId: string, events: Posted[]) {
  await demandLiveAgent(tx, ctx.actor);
  const { investigationId, actionId, executorId } = await executionRoots(tx, executionId);
  demand(ctx.actor, 'execution.report', { executorId }, WHAT);
  await lockWithOriginal(tx, actionId, investigationId);
  const { now } = await tx.lock(investigationId);
  const before = await tx.row(executionProjection, executionId);
  if (!before) throw new NotFound(WHAT);
  const news = await fresh(tx, investigationId, executionId, events);
  const duplicates = events.length - news.length;
  if (news.length === 0) {
    return { accepted: 0, duplicates, state: before.state, leaseExpiresAt: before.leaseExpiresAt };
  }
  demandExecuting(before, now);
  demandFinishLast(news);
  const leaseExpiresAt = leaseFrom(now);
  const drafts = news.map((event): Draft => {
    const { kind, at, exitCode = null } = event;
    const hidden = maskSecrets(event.text ?? null);
    const payload = {
      execution: executionId,
      action: actionId,
      leaseExpiresAt,
      text: hidden.value,
      exitCode,
      ...maskedCount(hidden),
    };
    return { kind: `execution.${kind}`, id: storedId(executionId, event), at, payload };
  });
  await tx.append(investigationId, drafts);
  if (news.at(-1)?.kind === 'succeeded')
    await rolledBackOriginal(tx, await actionNow(tx, actionId));
  if (news.some(({ kind }) => kind === 'started' || FINISHES.has(kind))) tx.nudge(APPROVALS);
  const { state } = (await tx.row(executionProjection, executionId)) ?? before;
  return { accepted: news.length, duplicates, state, leaseExpiresAt };
}

/**
 * What an executor says of its execution as it goes: each event once, however often it arrives,
 * and each renews the lease.
 * @throws NotFound; Conflict `already-finished`, `lease-lost`
 */
export async function reportExecution(
  ctx: Ctx,
  { executionId, ...posted }: ExecutionEventsInput & { executionId: string },
): Promise<ExecutionReported> {
  return write(ctx, (tx) => reportIn(tx, ctx, executionId, posted.events));
}
