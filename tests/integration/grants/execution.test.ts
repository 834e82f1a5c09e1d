import { describe, expect, test } from 'vitest';
import { actionOut } from '@/lib/actions/output';
import { getAction } from '@/lib/actions/server/get-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { settleAction } from '@/lib/actions/server/settle-action';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import type { ExecutionEventsInput } from '@/lib/grants/schema';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { reportVerification } from '@/lib/grants/server/report-verification';
import { giveControl } from '@/lib/investigations/server/give-control';
import { getCheckpoint } from '@/lib/investigations/server/get-checkpoint';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { readStream } from '@/lib/log/read';
import { as, makeAgent, makeExecutor } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, agent, approved, approver, commander, executor, owner, proposed, sign } = cast;

const refusal = (slug: string, status = 409) => expect.objectContaining({ slug, status });
const lookAt = (actionId: string) => getAction(as(commander), { actionId, waitS: 0 });

type Kind = ExecutionEventsInput['events'][number]['kind'];
const report = (executionId: string, ...kinds: Kind[]) =>
  reportExecution(as(executor), {
    executionId,
    events: kinds.map((kind, i) => ({
      id: `${kind}-${i}`,
      kind,
      at: '2026-03-01T12:00:00.000Z',
      ...(kind === 'output' ? { text: `line ${i}` } : {}),
      ...(kind === 'failed' ? { exitCode: 3, text: 'no such release' } : {}),
    })),
  });

async function redeemed(input = rollback()) {
  const { action, grant } = await approved(input);
  const { token, digest } = grant;
  const { executionId } = await redeemGrant(as(executor), { token, digest });
  return { actionId: action.id, executionId, action };
}

describe('an execution', () => {
  test('is followed to its end, each event once however often it is sent', async () => {
    const { actionId, executionId } = await redeemed();
    expect(await report(executionId, 'started', 'output')).toMatchObject({ accepted: 2 });
    expect(await report(executionId, 'started', 'output', 'heartbeat')).toMatchObject({
      accepted: 1,
      duplicates: 2,
      state: 'executing',
    });
    expect(await lookAt(actionId)).toMatchObject({
      state: 'executing',
      execution: { lastText: 'line 1' },
    });
    expect(await report(executionId, 'succeeded')).toMatchObject({ state: 'succeeded' });
    const over = await lookAt(actionId);
    expect(over).toMatchObject({ state: 'succeeded', grant: { state: 'redeemed' } });
    expect(actionOut.parse(over)).toEqual(over);
    expect(await report(executionId, 'succeeded')).toMatchObject({ accepted: 0, duplicates: 1 });
    await expect(report(executionId, 'failed')).rejects.toEqual(refusal('already-finished'));
  });

  test('that fails says with what', async () => {
    const { actionId, executionId } = await redeemed();
    await report(executionId, 'started', 'failed');
    expect(await lookAt(actionId)).toMatchObject({
      state: 'failed',
      execution: { state: 'failed', exitCode: 3, lastText: 'no such release' },
    });
  });

  test('takes nothing after its end, nor a word from another executor', async () => {
    const { executionId } = await redeemed();
    await expect(report(executionId, 'succeeded', 'output')).rejects.toMatchObject({
      slug: 'invalid',
      errors: [{ path: 'events.1' }],
    });
    const other = await makeExecutor('Others', owner.id);
    const events = [{ id: 'x', kind: 'heartbeat' as const, at: '2026-03-01T12:00:00.000Z' }];
    await expect(reportExecution(as(other), { executionId, events })).rejects.toEqual(
      refusal('not-found', 404),
    );
  });

  test('is not verified by an agent that people hold, and its attempts are put on record', async () => {
    const { action, executionId } = await redeemed();
    await report(executionId, 'started', 'succeeded');
    const { investigationId: id } = action;
    await giveControl(as(commander), { id, control: 'stop', reason: 'Enough.' });
    const verify = () => reportVerification(as(agent), { executionId, status: 'recovered' });
    await expect(verify()).rejects.toEqual(refusal('stopped'));
    await expect(verify()).rejects.toEqual(refusal('stopped'));
    const refused = (await readStream(id, 0, 500)).filter(({ kind }) => kind === 'write.refused');
    expect(refused).toMatchObject([
      {
        actor: { type: 'agent', id: agent.id },
        payload: { attempted: ['verification.reported'], status: 'stopped', attempts: 1 },
      },
      { payload: { attempts: 2, added: 1 } },
    ]);
    const word = { executionId, status: 'recovered' as const };
    expect(await reportVerification(as(executor), word)).toMatchObject({
      verification: { status: 'recovered', by: { id: executor.id } },
    });
  });

  test('is verified by whoever measured it, and the last word stands', async () => {
    const { actionId, executionId } = await redeemed();
    const verify = (by: Parameters<typeof as>[0], status: 'recovered' | 'not_recovered') =>
      reportVerification(as(by), { executionId, status, evidence: { errorRate: 0.2 } });
    await expect(verify(executor, 'recovered')).rejects.toEqual(refusal('not-finished'));
    await report(executionId, 'succeeded');
    expect(await verify(executor, 'not_recovered')).toMatchObject({
      verification: { status: 'not_recovered', by: { id: executor.id } },
    });
    await verify(commander, 'recovered');
    expect(await lookAt(actionId)).toMatchObject({
      verification: { status: 'recovered', by: { type: 'person' }, evidence: { errorRate: 0.2 } },
    });
    await verify(agent, 'recovered');
    const stranger = await makeAgent('Stranger', owner.id);
    await expect(verify(stranger, 'recovered')).rejects.toEqual(refusal('not-found', 404));
  });

  test('of a rollback marks what it rolled back', async () => {
    const { action, actionId, executionId } = await redeemed();
    await report(executionId, 'succeeded');
    const back = await proposeAction(as(agent), {
      investigationId: action.investigationId,
      ...rollback({ rollbackOf: actionId }),
    });
    await sign(back);
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const { token, digest } = items.find((grant) => grant.actionId === back.id)!;
    const second = await redeemGrant(as(executor), { token, digest });
    await report(second.executionId, 'started', 'succeeded');
    expect(await lookAt(actionId)).toMatchObject({ state: 'rolled_back', rolledBackBy: back.id });
  });
});

/** Puts the ends of things into the past, as if their time had gone by. */
async function letTimePass(table: 'grant' | 'execution' | 'action' | 'checkpoint', id: string) {
  const column = table === 'execution' ? 'leaseExpiresAt' : 'expiresAt';
  await db().$executeRawUnsafe(
    `UPDATE "${table}" SET "${column}" = now() - interval '1 second' WHERE "id" = $1`,
    id,
  );
}

describe('the clock', () => {
  test('is heeded where it is asked, whether or not the sweeper came by', async () => {
    const { action, grant } = await approved();
    await letTimePass('grant', grant.id);
    const { token, digest } = grant;
    await expect(redeemGrant(as(executor), { token, digest })).rejects.toEqual(refusal('expired'));
    const pending = await proposed();
    await letTimePass('action', pending.id);
    await expect(sign(pending)).rejects.toEqual(refusal('expired'));
    const run = await redeemed();
    await letTimePass('execution', run.executionId);
    await expect(report(run.executionId, 'heartbeat')).rejects.toEqual(refusal('lease-lost'));

    expect(await sweep()).toBe(3);
    expect(await lookAt(action.id)).toMatchObject({
      state: 'expired',
      grant: { state: 'expired' },
      endedReason:
        'The grant was not redeemed in time. Check that its executor runs and reaches this server.',
    });
    expect(await lookAt(pending.id)).toMatchObject({
      state: 'expired',
      endedReason: 'Nobody decided in time.',
    });
    expect(await lookAt(run.actionId)).toMatchObject({
      state: 'indeterminate',
      execution: { state: 'indeterminate' },
    });
    expect(await sweep()).toBe(0);
  });

  test('tells of a suspended executor where a grant was not redeemed', async () => {
    const { action, grant } = await approved();
    await letTimePass('grant', grant.id);
    const standing = { agentId: executor.id, reason: 'Odd output.' };
    await changeStanding(as(admin), { ...standing, change: 'suspend' });
    await sweep();
    await changeStanding(as(admin), { ...standing, change: 'resume' });
    expect(await lookAt(action.id)).toMatchObject({
      state: 'expired',
      endedReason: 'The grant was not redeemed in time: its executor is suspended.',
    });
  });

  test('tells of a refusal where a grant was not redeemed', async () => {
    const { action, grant } = await approved(rollback({ expects: { release: 'r42' } }));
    const { token, digest, id } = grant;
    const redeem = () => redeemGrant(as(executor), { token, digest, observed: { release: 'r40' } });
    await expect(redeem()).rejects.toMatchObject({
      message: 'The target is not what the action assumes: release differs. Nothing was executed.',
    });
    await letTimePass('grant', id);
    await sweep();
    expect(await lookAt(action.id)).toMatchObject({
      state: 'expired',
      endedReason: 'The grant was not redeemed in time: its executor was refused.',
      refusals: [{ slug: 'precondition-failed' }],
    });
  });

  test('leaves what nobody knows to a person, once', async () => {
    const run = await redeemed();
    await letTimePass('execution', run.executionId);
    await sweep();
    await expect(report(run.executionId, 'succeeded')).rejects.toEqual(refusal('lease-lost'));
    const settle = () =>
      settleAction(as(approver), { actionId: run.actionId, outcome: 'failed', reason: 'Seen.' });
    expect(await settle()).toMatchObject({
      state: 'failed',
      endedReason: 'Seen.',
      settlement: { outcome: 'failed', by: { id: approver.id, name: approver.name } },
    });
    await expect(settle()).rejects.toEqual(refusal('not-indeterminate'));
  });

  test('pauses an investigation whose stop point nobody decides, and never releases it', async () => {
    const { action } = await redeemed();
    const incidentId = action.incident?.id ?? '';
    const { id } = await createInvestigation(as(agent), { incidentId });
    const held = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'Enough.' });
    await letTimePass('checkpoint', held.id);
    expect(await sweep()).toBe(1);
    expect(await getCheckpoint(as(agent), { id: held.id, waitS: 0 })).toMatchObject({
      state: 'expired',
      decidedBy: null,
    });
    const [last] = (await readStream(id, 0, 50)).slice(-1);
    expect(last).toMatchObject({ kind: 'checkpoint.expired', actor: { type: 'system' } });
    await giveControl(as(commander), { id, control: 'resume' });
    const again = (await readStream(id, 0, 50)).at(-1);
    // The agent's words stay the agent's: nobody's name stands over them who did not ask.
    expect(again).toMatchObject({
      kind: 'checkpoint.requested',
      actor: { type: 'system', name: 'Countersign' },
      payload: { stage: 'evidence', summary: 'Enough.' },
    });
  });

  test('forgets kept answers after a day', async () => {
    const row = { key: 'k', bodyHash: 'x', response: {} };
    const old = new Date(Date.now() - 25 * 3_600_000);
    await db().idempotency.createMany({
      data: [
        { ...row, scope: 'old', createdAt: old },
        { ...row, scope: 'new' },
      ],
    });
    await sweep();
    expect(await db().idempotency.findMany({ where: { key: 'k' } })).toMatchObject([
      { scope: 'new' },
    ]);
  });

  test('of one replica sweeps at a time', async () => {
    const pending = await Promise.all([proposed(), proposed(), proposed()]);
    for (const { id } of pending) await letTimePass('action', id);
    const ended = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    const rest = await sweep();
    expect(ended.reduce((sum, each) => sum + each, rest)).toBe(3);
  });
});

test('what is over by a short policy ends by itself in the log as in the tables', async () => {
  await adoptTerms({ actionTtlMs: 1 });
  const action = await proposed();
  await sweep();
  expect(await lookAt(action.id)).toMatchObject({ state: 'expired' });
});
