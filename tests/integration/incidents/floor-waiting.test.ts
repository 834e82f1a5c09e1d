import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { settleAction } from '@/lib/actions/server/settle-action';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { executionEventsInput } from '@/lib/grants/schema';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { reportVerification } from '@/lib/grants/server/report-verification';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { floorView } from '@/lib/incidents/views';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const { agent, approved, approver, commander, executor, investigation } = await makeCast();

const sweptAfter = async (column: 'checkpoint' | 'execution', id: string) => {
  const past = new Date(Date.now() - 1000);
  if (column === 'checkpoint') {
    await db().checkpoint.update({ where: { id }, data: { expiresAt: past } });
  } else await db().execution.update({ where: { id }, data: { leaseExpiresAt: past } });
  await sweep();
};

const conclude = (id: string, outcome: string) =>
  postEvents(as(agent), {
    id,
    events: [
      agentEvent.parse({
        id: 'end',
        kind: 'investigation.concluded',
        at: '2026-03-01T12:00:00.000Z',
        outcome,
        summary: 'Done.',
      }),
    ],
  });

const waitingOn = async (incidentId: string, who: PersonActor) => {
  const { items } = floorView.parse(await readFloor(as(who)));
  return items
    .find(({ id }) => id === incidentId)
    ?.waiting.map(({ kind, isYours, expiresAt }) => ({ kind, isYours, expiresAt }));
};

test('a stop point that nobody decided waits for a commander to resume the run', async () => {
  const { incidentId } = await investigation();
  const { id } = await createInvestigation(as(agent), { incidentId });
  const held = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'Enough.' });
  await sweptAfter('checkpoint', held.id);
  const pause = { kind: 'pause', expiresAt: null };
  expect(await waitingOn(incidentId, commander)).toEqual([{ ...pause, isYours: true }]);
  expect(await waitingOn(incidentId, approver)).toEqual([{ ...pause, isYours: false }]);
  await giveControl(as(commander), { id, control: 'resume' });
  expect(await waitingOn(incidentId, commander)).toMatchObject([
    { kind: 'checkpoint', isYours: true },
  ]);
});

test('an execution of which nobody knows how it ended waits for a person', async () => {
  const { action, grant } = await approved();
  const { token, digest } = grant;
  const { executionId } = await redeemGrant(as(executor), { token, digest });
  expect(await waitingOn(action.incidentId, approver)).toEqual([]);
  await sweptAfter('execution', executionId);
  const outcome = { kind: 'outcome', expiresAt: null, isYours: true };
  expect(await waitingOn(action.incidentId, approver)).toEqual([outcome]);
  expect(await waitingOn(action.incidentId, commander)).toEqual([outcome]);
  await settleAction(as(commander), { actionId: action.id, outcome: 'failed', reason: 'Seen.' });
  expect(await waitingOn(action.incidentId, commander)).toEqual([]);
});

describe('an open incident that its agent has left', () => {
  const takeover = { kind: 'takeover', expiresAt: null };

  test('without a fix waits on the one in command, and on whoever may where nobody is', async () => {
    const { id, incidentId } = await investigation();
    expect(await waitingOn(incidentId, commander)).toEqual([]);
    await conclude(id, 'inconclusive');
    expect(await waitingOn(incidentId, commander)).toEqual([{ ...takeover, isYours: true }]);
    expect(await waitingOn(incidentId, approver)).toEqual([{ ...takeover, isYours: false }]);
    const { items } = await readFloor(as(commander));
    const row = items.find((item) => item.id === incidentId);
    expect(row?.waiting[0]).toMatchObject({ ended: 'inconclusive', investigationId: id });

    const other = await makePerson('Carl', role('commander'));
    await changeIncident(as(other), { id: incidentId, commanderId: other.id });
    expect(await waitingOn(incidentId, commander)).toEqual([{ ...takeover, isYours: false }]);
    expect(await waitingOn(incidentId, other)).toEqual([{ ...takeover, isYours: true }]);
    await createInvestigation(as(agent), { incidentId });
    expect(await waitingOn(incidentId, other)).toEqual([]);
  });

  test('with a change under way or helping waits on nobody to take over', async () => {
    const { action, grant } = await approved();
    const { investigationId, incidentId } = action;
    await conclude(investigationId, 'root_cause_identified');
    expect(await waitingOn(incidentId, commander)).toEqual([]);
    const { token, digest } = grant;
    const { executionId } = await redeemGrant(as(executor), { token, digest });
    const news = (kind: string) => ({ id: kind, kind, at: '2026-03-01T12:00:00.000Z' });
    await reportExecution(as(executor), {
      executionId,
      ...executionEventsInput.parse({ events: [news('started'), news('succeeded')] }),
    });
    expect(await waitingOn(incidentId, commander)).toEqual([]);
    const report = (status: 'recovered' | 'not_recovered') =>
      reportVerification(as(executor), { executionId, status });
    await report('not_recovered');
    expect(await waitingOn(incidentId, commander)).toEqual([{ ...takeover, isYours: true }]);
    await report('recovered');
    expect(await waitingOn(incidentId, commander)).toEqual([]);
  });

  test('and which is mitigated, or a recording, waits on nobody', async () => {
    const { id, incidentId } = await investigation();
    await conclude(id, 'blocked');
    await changeIncident(as(commander), { id: incidentId, status: 'mitigated' });
    expect(await waitingOn(incidentId, commander)).toEqual([]);
  });
});
