import { expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { settleAction } from '@/lib/actions/server/settle-action';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { floorView } from '@/lib/incidents/views';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { giveControl } from '@/lib/investigations/server/give-control';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { as } from '../../support/actors';
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
