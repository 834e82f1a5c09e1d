import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { agreeLift, askLift, withdrawLift } from '@/lib/freeze/server/lift-freeze';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { giveControl } from '@/lib/investigations/server/give-control';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { write } from '@/lib/log/write';
import { changeRoles } from '@/lib/people/server/change-roles';
import { disablePerson } from '@/lib/people/server/disable-person';
import { as, asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { freezeAs, liftAll } from '../../support/freezing';
import { makeFreezingCast } from '../../support/freezing-cast';

await testDatabase();
const cast = await makeFreezingCast();
const { admin, agent, commander, investigation } = cast;
const { second, onPayments, stateOf } = cast;

describe('lifting a freeze', () => {
  const ask = (freezeId: string, by = commander) =>
    askLift(as(by), { freezeId, reason: 'Quiet again.' });
  const agree = (freezeId: string, requestId: string | undefined, by = second) =>
    agreeLift(as(by), { freezeId, requestId: requestId ?? '' });

  test('takes two people; who set it may be one of them', async () => {
    const { id } = await freezeAs(commander);
    await expect(agree(id, 'lft_none')).rejects.toMatchObject({ slug: 'no-lift-request' });
    const asked = await ask(id);
    expect(asked).toMatchObject({ state: 'active', liftRequest: { by: { id: commander.id } } });
    await expect(agree(id, asked.liftRequest?.id, commander)).rejects.toMatchObject({
      slug: 'second-person',
      status: 403,
    });
    await expect(ask(id, second)).rejects.toMatchObject({ slug: 'lift-requested' });
    const lifted = await agree(id, asked.liftRequest?.id);
    expect(lifted).toMatchObject({ state: 'lifted', agreedBy: { id: second.id } });
    await expect(agree(id, asked.liftRequest?.id)).rejects.toMatchObject({
      slug: 'already-lifted',
    });
  });

  test('resumes nothing by itself; it lists what commanders have still to let go on', async () => {
    const { id } = await investigation();
    const free = await onPayments();
    await giveControl(as(commander), { id: free.id, control: 'pause', reason: 'By hand.' });
    const freeze = await freezeAs(commander);
    await liftAll(commander, second);
    expect(await stateOf(id)).toBe('paused');
    const before = await getFreeze(as(commander), freeze.id);
    expect(before.heldRuns.map((run) => run.id)).toContain(id);
    expect(before.heldRuns.map((run) => run.id)).not.toContain(free.id);
    expect(before.heldRuns.find((run) => run.id === id)).toMatchObject({ isYours: true });
    await giveControl(as(commander), { id, control: 'resume' });
    expect(await stateOf(id)).toBe('running');
    const after = await getFreeze(as(commander), freeze.id);
    expect(after.heldCount).toBe(before.heldCount - 1);
  });

  test('leaves a run that stood before a stop point standing there', async () => {
    const { id } = await onPayments();
    const stop = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'x' });
    await freezeAs(commander, 'payments');
    await liftAll(commander, second);
    const release = { id: stop.id, decision: 'release' as const };
    await expect(decideCheckpoint(as(commander), release)).rejects.toMatchObject({
      slug: 'paused',
    });
    await giveControl(as(commander), { id, control: 'resume' });
    expect(await getState(as(commander), { id })).toMatchObject({
      status: 'waiting',
      stage: 'gathering',
      checkpoint: { id: stop.id, state: 'waiting' },
    });
    await decideCheckpoint(as(commander), release);
    expect(await stateOf(id)).toBe('running');
  });

  test('a stop point that expires while frozen still leads before a new one', async () => {
    const { id } = await onPayments();
    const stop = await requestCheckpoint(as(agent), { id, stage: 'evidence', summary: 'x' });
    await freezeAs(commander, 'payments');
    await db().$executeRaw`
      UPDATE "checkpoint" SET "expiresAt" = date_trunc('milliseconds', now() - interval '1 second')
      WHERE "id" = ${stop.id}`;
    await sweep();
    await db().$executeRaw`
      UPDATE "checkpoint" SET "expiresAt" = ${stop.expiresAt}::timestamptz WHERE "id" = ${stop.id}`;
    await liftAll(commander, second);
    await giveControl(as(commander), { id, control: 'resume' });
    const now = await getState(as(commander), { id });
    expect(now).toMatchObject({ status: 'waiting', checkpoint: { state: 'waiting' } });
    expect(now.checkpoint?.id).not.toBe(stop.id);
  });

  test('who asked may take it back, and nobody else', async () => {
    const { id } = await freezeAs(commander);
    const requestId = (await ask(id)).liftRequest?.id ?? '';
    const take = (by = commander) => withdrawLift(as(by), { freezeId: id, requestId });
    await expect(take(second)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(take()).resolves.toMatchObject({ state: 'active', liftRequest: null });
    await expect(take()).rejects.toMatchObject({ slug: 'no-lift-request' });
    await expect(agree(id, requestId)).rejects.toMatchObject({ slug: 'no-lift-request' });
  });

  test('does not count somebody who lost the role or was shut out since they asked', async () => {
    const gone = await makePerson('Gus', role('commander'));
    const { id } = await freezeAs(commander);
    const requestId = (await ask(id, gone)).liftRequest?.id;
    await changeRoles(as(admin), { personId: gone.id, roles: role('observer') });
    await expect(agree(id, requestId)).rejects.toMatchObject({ slug: 'not-eligible' });
    // Their wish does not stand in the way of another's.
    const again = (await ask(id)).liftRequest?.id;
    await disablePerson(as(admin), { personId: second.id, reason: 'x' });
    await expect(agree(id, again)).rejects.toMatchObject({ slug: 'not-eligible', status: 403 });
    await write(asSystem(), (tx) =>
      tx.append(second.id, [{ kind: 'person.enabled', payload: { reason: 'x' } }]),
    );
    await expect(agree(id, again)).resolves.toMatchObject({ state: 'lifted' });
  });

  test('of everything leaves a freeze of one service standing', async () => {
    const { id } = await investigation();
    await freezeAs(commander, 'checkout');
    const all = await freezeAs(commander);
    const asked = await ask(all.id);
    await agree(all.id, asked.liftRequest?.id);
    await expect(giveControl(as(commander), { id, control: 'resume' })).rejects.toMatchObject({
      slug: 'frozen',
      extra: { freeze: { service: 'checkout' } },
    });
  });
});
