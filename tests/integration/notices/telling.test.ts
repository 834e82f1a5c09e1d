import { describe, expect, test } from 'vitest';
import { amendAction } from '@/lib/actions/server/amend-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { reportVerification } from '@/lib/grants/server/report-verification';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import type { NoticeRow } from '@/lib/notices/schema';
import { listNotices } from '@/lib/notices/server/list-notices';
import { openNotice } from '@/lib/notices/server/open-notice';
import { tellDue } from '@/lib/notices/server/tell';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { noticeOf, passTime } from '../../support/notices';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, agent, approved, approver, commander, executor, investigation, owner } = cast;
const { proposed, sign } = cast;
const MINUTE = 60_000;

const told = (notice: NoticeRow | undefined): Record<string, string> =>
  Object.fromEntries((notice?.people ?? []).map(({ id, why }) => [id, why]));

async function failed() {
  const { action, grant } = await approved();
  const { token, digest } = grant;
  const { executionId } = await redeemGrant(as(executor), { token, digest });
  const at = '2026-03-01T12:00:00.000Z';
  const events = [{ id: 'end', kind: 'failed' as const, at, exitCode: 3, text: 'no such release' }];
  await reportExecution(as(executor), { executionId, events });
  return action;
}

describe('what waits for a signature', () => {
  test('is told at once to everybody who may sign it, once, and to nobody else', async () => {
    const second = await makePerson('Bea', role('approver', 'checkout'));
    const owning = await makePerson('Olga', role('approver'));
    const elsewhere = await makePerson('Petra', role('approver', 'payments'));
    const action = await proposed(rollback(), await makeAgent('Owned', owning.id));
    await Promise.all([tellDue(), tellDue(), tellDue()]);
    const notice = await noticeOf('signature', action.id);
    expect(told(notice)).toEqual({ [approver.id]: 'decides', [second.id]: 'decides' });
    expect(told(notice)).not.toHaveProperty(elsewhere.id);
    const events = await readStream(notice?.id ?? '', 0, 10);
    expect(events.map(({ kind }) => kind)).toEqual(['notice.sent']);
    await tellDue();
    expect(await readStream(notice?.id ?? '', 0, 10)).toHaveLength(1);
  });

  test('is listed for its incident with what was recorded of it, where that is asked for', async () => {
    const action = await proposed();
    await tellDue();
    const notice = await noticeOf('signature', action.id);
    await openNotice(as(approver), { id: notice?.id ?? '' });
    const about = { incidentId: action.incidentId, actionId: action.id, limit: 50 };
    const asked = await listNotices(as(commander), { ...about, hasEvents: true });
    expect(asked.items.map(({ id, events }) => [id, events?.map(({ kind }) => kind)])).toEqual([
      [notice?.id, ['notice.sent', 'notice.opened']],
    ]);
    const plain = await listNotices(as(commander), about);
    expect(plain.items.map(({ events }) => events)).toEqual([undefined]);
  });

  test('goes on to commanders and approvers, then to admins, while nobody decides', async () => {
    const action = await proposed();
    await tellDue();
    const first = await noticeOf('signature', action.id);
    expect(told(first)).not.toHaveProperty(commander.id);
    await passTime(first?.id ?? '', 3 * MINUTE);
    await tellDue();
    const second = await noticeOf('signature', action.id);
    expect(second?.step).toBe(1);
    expect(told(second)).toMatchObject({ [commander.id]: 'nobody_decided' });
    expect(told(second)).not.toHaveProperty(admin.id);
    await passTime(first?.id ?? '', 7 * MINUTE);
    await tellDue();
    const third = await noticeOf('signature', action.id);
    expect(third).toMatchObject({ step: 2, nextStepAt: null });
    expect(told(third)).toMatchObject({
      [approver.id]: 'decides',
      [commander.id]: 'nobody_decided',
      [admin.id]: 'nobody_decided',
    });
    const ids = third?.people.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is told to nobody further once it is decided', async () => {
    const action = await proposed();
    await tellDue();
    await sign(action);
    const notice = await noticeOf('signature', action.id);
    await passTime(notice?.id ?? '', 10 * MINUTE);
    await tellDue();
    expect((await noticeOf('signature', action.id))?.step).toBe(0);
  });

  test('is told anew when it is changed, and to those who had signed it as changed', async () => {
    const action = await sign(await proposed());
    await tellDue();
    await amendAction(as(agent), { actionId: action.id, ...rollback({ title: 'Another one' }) });
    await tellDue();
    const notice = await noticeOf('signature', action.id);
    expect(notice?.version).toBe(2);
    expect(told(notice)).toMatchObject({ [approver.id]: 'signed_earlier' });
  });

  test('in a recording wakes nobody', async () => {
    const { id } = await investigation(agent, 'imported');
    const action = await proposeAction(as(agent), { investigationId: id, ...rollback() });
    await tellDue();
    expect(await noticeOf('signature', action.id)).toBeUndefined();
  });

  test('is told by times that the policy states', async () => {
    await adoptTerms({ escalateMs: 60 * MINUTE, escalateToAdminsMs: 30_000 });
    const action = await proposed();
    await tellDue();
    const notice = await noticeOf('signature', action.id);
    await passTime(notice?.id ?? '', 30_000);
    await tellDue();
    const later = await noticeOf('signature', action.id);
    expect(told(later)).toMatchObject({ [owner.id]: 'nobody_decided' });
    expect(told(later)).not.toHaveProperty(commander.id);
    await adoptTerms({});
  });
});

describe('a stop point', () => {
  /** Of a run of its own, so that the terms of the moment concern this stop point alone. */
  async function waiting(
    more: { inCommand?: string; terms?: Parameters<typeof adoptTerms>[0] } = {},
  ) {
    const { incidentId } = await investigation();
    if (more.inCommand) {
      await changeIncident(as(commander), { id: incidentId, commanderId: more.inCommand });
    }
    await adoptTerms(more.terms ?? {});
    const { id } = await createInvestigation(as(agent), { incidentId });
    return requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'Enough.' });
  }

  test('is told to commanders, and not at all once it is let go', async () => {
    const second = await makePerson('Carl', role('commander', 'checkout'));
    const point = await waiting();
    await tellDue();
    const notice = await noticeOf('stop_point', point.id);
    expect(told(notice)).toEqual({ [commander.id]: 'decides', [second.id]: 'decides' });
    await decideCheckpoint(as(commander), { id: point.id, decision: 'release' });
    const other = await waiting();
    await decideCheckpoint(as(commander), { id: other.id, decision: 'release' });
    await tellDue();
    expect(await noticeOf('stop_point', other.id)).toBeUndefined();
  });

  test('is told to the one in command where the policy leaves it to them', async () => {
    const terms = { releaser: 'assigned-commander' } as const;
    const point = await waiting({ inCommand: commander.id, terms });
    await tellDue();
    expect(told(await noticeOf('stop_point', point.id))).toEqual({ [commander.id]: 'decides' });
    await adoptTerms({});
  });

  test('that nobody decided in time is told as that', async () => {
    const point = await waiting({ terms: { checkpointTtlMs: 1 } });
    await sweep();
    await tellDue();
    expect(told(await noticeOf('undecided', point.id))).toMatchObject({
      [commander.id]: 'commands',
    });
    await adoptTerms({});
  });
});

describe('what goes wrong after a signature', () => {
  test('a failed execution is told to who signed and who commands', async () => {
    const action = await failed();
    await tellDue();
    const notice = told(await noticeOf('failed', action.id));
    expect(notice).toMatchObject({ [approver.id]: 'signed', [commander.id]: 'commands' });
    expect(notice).not.toHaveProperty(admin.id);
  });

  test('a grant that nobody redeemed is told with its cause', async () => {
    const waiting = await proposed();
    await adoptTerms({ grantTtlMs: 1 });
    const action = await sign(waiting);
    await sweep();
    await tellDue();
    expect(told(await noticeOf('unredeemed', action.id))).toMatchObject({
      [approver.id]: 'signed',
    });
    await adoptTerms({});
  });

  test('an execution that went silent is told to everybody who may settle it, and goes on', async () => {
    const { action, grant } = await approved();
    const { token, digest } = grant;
    const { executionId } = await redeemGrant(as(executor), { token, digest });
    await db().execution.update({
      where: { id: executionId },
      data: { leaseExpiresAt: new Date(0) },
    });
    await sweep();
    await tellDue();
    const notice = await noticeOf('settlement', action.id);
    expect(told(notice)).toMatchObject({ [approver.id]: 'signed', [commander.id]: 'commands' });
    expect(notice?.nextStepAt).not.toBeNull();
  });

  test('no recovery is told, and once', async () => {
    const { action, grant } = await approved();
    const { token, digest } = grant;
    const { executionId } = await redeemGrant(as(executor), { token, digest });
    const at = '2026-03-01T12:00:00.000Z';
    const events = [{ id: 'end', kind: 'succeeded' as const, at, exitCode: 0 }];
    await reportExecution(as(executor), { executionId, events });
    await tellDue();
    expect(await noticeOf('not_recovered', action.id)).toBeUndefined();
    await reportVerification(as(executor), { executionId, status: 'not_recovered' });
    await tellDue();
    await tellDue();
    const notice = await noticeOf('not_recovered', action.id);
    expect(told(notice)).toMatchObject({ [approver.id]: 'signed' });
    expect(await readStream(notice?.id ?? '', 0, 10)).toHaveLength(1);
  });
});

test('the tables of notices are what the log folds to, save for the time that the test let pass', async () => {
  const differences = await compareWithLog(db());
  expect(differences.filter(({ table }) => table !== 'notice' && table !== 'execution')).toEqual(
    [],
  );
});
