import { beforeAll, describe, expect, test } from 'vitest';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionOut } from '@/lib/actions/output';
import type { ActionRow, ActionState } from '@/lib/actions/schema';
import { amendAction } from '@/lib/actions/server/amend-action';
import { getAction } from '@/lib/actions/server/get-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { settleAction } from '@/lib/actions/server/settle-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { sweep } from '@/lib/expiry/server/sweep';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { giveControl } from '@/lib/investigations/server/give-control';
import { readStream } from '@/lib/log/read';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, executor, investigation, sign } = await makeCast();

/** An action with what has become of it so far. */
interface Held {
  id: string;
  investigationId: string;
  action: ActionOut;
  token: string;
  executionId: string;
}

const MOVES = [
  'approve',
  'reject',
  'amend',
  'withdraw',
  'run out of time',
  'redeem',
  'start',
  'beat',
  'succeed',
  'fail',
  'go silent',
  'settle',
  'stop the run',
  'roll back',
] as const;
type Move = (typeof MOVES)[number];

/** Where each move leads from each state, and what it records; every other move is refused. */
const VOID = { 'stop the run': ['revoked', 'action.revoked'] } as const;
const ENDS = {
  succeed: ['succeeded', 'execution.succeeded'],
  fail: ['failed', 'execution.failed'],
  'go silent': ['indeterminate', 'execution.lost'],
} as const;
type Edge = readonly [to: ActionState, ...kinds: string[]];
const EDGES: Record<string, Partial<Record<Move, Edge>>> = {
  pending_approval: {
    approve: ['approved', 'action.decided', 'grant.minted'],
    reject: ['rejected', 'action.decided'],
    amend: ['pending_approval', 'action.amended'],
    withdraw: ['withdrawn', 'action.withdrawn'],
    'run out of time': ['expired', 'action.expired'],
    ...VOID,
  },
  approved: {
    amend: ['pending_approval', 'grant.revoked', 'action.amended'],
    withdraw: ['withdrawn', 'grant.revoked', 'action.withdrawn'],
    'run out of time': ['expired', 'grant.expired', 'action.expired'],
    redeem: ['redeemed', 'grant.redeemed'],
    'stop the run': ['revoked', 'grant.revoked', 'action.revoked'],
  },
  redeemed: {
    start: ['executing', 'execution.started'],
    beat: ['executing', 'execution.heartbeat'],
    ...ENDS,
  },
  executing: {
    // Said twice, under two ids: a sign of life like another.
    start: ['executing', 'execution.started'],
    beat: ['executing', 'execution.heartbeat'],
    ...ENDS,
  },
  succeeded: { 'roll back': ['rolled_back', 'action.rolled_back'] },
  failed: { 'roll back': ['rolled_back', 'action.rolled_back'] },
  indeterminate: { settle: ['failed', 'action.settled'] },
  rolled_back: {},
  withdrawn: {},
  rejected: {},
  expired: {},
  revoked: {},
};
const STATES = Object.keys(EDGES);

const report = ({ executionId }: Held, kind: 'started' | 'heartbeat' | 'succeeded' | 'failed') =>
  reportExecution(as(executor), {
    executionId: executionId || 'exe_none',
    events: [{ id: `${kind}-${Date.now()}`, kind, at: '2026-03-01T12:00:00.000Z' }],
  });

async function tokenOf({ id }: Held): Promise<string> {
  const { items } = await listGrants(as(executor), { waitS: 0 });
  return items.find(({ actionId }) => actionId === id)?.token ?? '';
}

async function redeem(held: Held): Promise<void> {
  const { token, action } = held;
  const { executionId } = await redeemGrant(as(executor), { token, digest: action.digest });
  held.executionId = executionId;
}

async function runOut({ id }: Held): Promise<void> {
  await db().$executeRaw`
    UPDATE "action" SET "expiresAt" = now() - interval '1 second' WHERE "id" = ${id}`;
  await db().$executeRaw`
    UPDATE "grant" SET "expiresAt" = now() - interval '1 second' WHERE "actionId" = ${id}`;
  await sweep();
}

async function goSilent({ executionId }: Held): Promise<void> {
  await db().$executeRaw`
    UPDATE "execution" SET "leaseExpiresAt" = now() - interval '1 second'
    WHERE "id" = ${executionId} AND "state" = 'executing'`;
  await sweep();
}

/** The whole of another action, which undoes this one. */
async function rollBack({ id, investigationId }: Held): Promise<void> {
  const undoing = await proposeAction(as(agent), {
    investigationId,
    ...rollback({ rollbackOf: id }),
  });
  const held = begin(investigationId, await sign(undoing));
  held.token = await tokenOf(held);
  await redeem(held);
  await report(held, 'succeeded');
}

const MAKE: Record<Move, (held: Held) => Promise<unknown>> = {
  approve: ({ action }) => sign(action),
  reject: ({ action }) => sign(action, 'reject'),
  amend: ({ id }) => amendAction(as(agent), { actionId: id, ...rollback() }),
  withdraw: ({ id }) => withdrawAction(as(agent), { actionId: id }),
  'run out of time': runOut,
  redeem,
  start: (held) => report(held, 'started'),
  beat: (held) => report(held, 'heartbeat'),
  succeed: (held) => report(held, 'succeeded'),
  fail: (held) => report(held, 'failed'),
  'go silent': goSilent,
  settle: ({ id }) =>
    settleAction(as(approver), { actionId: id, outcome: 'failed', reason: 'Looked.' }),
  'stop the run': ({ investigationId }) =>
    giveControl(as(commander), { id: investigationId, control: 'stop', reason: 'Enough.' }),
  'roll back': rollBack,
};

/** The moves that lead to each state from a fresh proposal. */
const WAY: Record<string, Move[]> = {
  pending_approval: [],
  approved: ['approve'],
  redeemed: ['approve', 'redeem'],
  executing: ['approve', 'redeem', 'start'],
  succeeded: ['approve', 'redeem', 'succeed'],
  failed: ['approve', 'redeem', 'fail'],
  indeterminate: ['approve', 'redeem', 'go silent'],
  rolled_back: ['approve', 'redeem', 'succeed', 'roll back'],
  withdrawn: ['withdraw'],
  rejected: ['reject'],
  expired: ['run out of time'],
  revoked: ['stop the run'],
};

const begin = (investigationId: string, action: ActionOut): Held => ({
  id: action.id,
  investigationId,
  action,
  token: 'none',
  executionId: '',
});

/** A run of its own where the moves end it; else one that all share. */
let shared = '';
beforeAll(async () => {
  shared = (await investigation()).id;
});

async function bring(state: string, next: Move): Promise<Held> {
  const way = WAY[state] ?? [];
  const endsRun = [...way, next].includes('stop the run');
  const investigationId = endsRun ? (await investigation()).id : shared;
  const proposal = await proposeAction(as(agent), { investigationId, ...rollback() });
  const held = begin(investigationId, proposal);
  for (const move of way) {
    await MAKE[move](held);
    if (move === 'approve') held.token = await tokenOf(held);
  }
  held.action = await getAction(as(commander), { actionId: held.id, waitS: 0 });
  expect(held.action.state).toBe(state);
  return held;
}

/** What was recorded of one action after a seq. */
async function since({ id, investigationId }: Held, seq: number) {
  const events = await readStream(investigationId, seq, 5000);
  return events.filter((event) => actionProjection.keysOf(event).includes(id));
}

/** The action's row as its own events alone give it, and how often its state changed since. */
async function foldedSince(held: Held, seq: number) {
  let row: ActionRow | undefined;
  let changes = 0;
  for (const event of await since(held, 0)) {
    const before = row;
    row = actionProjection.fold(row, event, held.id);
    const isOther = before?.state !== row?.state || before?.version !== row?.version;
    if (event.seq > seq && isOther) changes += 1;
  }
  return { row, changes };
}

const refusalOf = (error: unknown): string => {
  if (error instanceof DomainError) return error.slug;
  throw error;
};

describe.each(STATES)('an action that is %s', (state) => {
  test.each(MOVES)('is left one event by this move, or none: %s', async (move) => {
    const held = await bring(state, move);
    const head = (await readStream(held.investigationId, 0, 5000)).length;
    const refusal = await MAKE[move](held).then(() => undefined, refusalOf);
    const events = await since(held, head);
    const { row, changes } = await foldedSince(held, head);
    const edge = EDGES[state]?.[move];
    if (!edge) {
      // A clock finds nothing to end; everybody else is told why not.
      const isAsked = move !== 'run out of time' && move !== 'go silent' && move !== 'stop the run';
      if (isAsked) expect(refusal).toBeDefined();
      expect(events.map(({ kind }) => kind)).toEqual([]);
      expect(row?.state).toBe(state);
      return;
    }
    const [to, ...kinds] = edge;
    expect(refusal).toBeUndefined();
    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    expect(row?.state).toBe(to);
    expect(changes).toBe(to === state && move !== 'amend' ? 0 : 1);
    const shown = await getAction(as(commander), { actionId: held.id, waitS: 0 });
    expect(shown).toMatchObject({ state: to, version: row?.version });
  });
});
