import { describe, expect, test } from 'vitest';
import { getAction } from '@/lib/actions/server/get-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { db } from '@/lib/db/client';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { giveControl } from '@/lib/investigations/server/give-control';
import { listDirectives } from '@/lib/investigations/server/list-directives';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { readStream } from '@/lib/log/read';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { freezeAs } from '../../support/freezing';
import { makeFreezingCast } from '../../support/freezing-cast';
import { rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeFreezingCast();
const { admin, agent, approved, approver, commander, executor, investigation, proposed, sign } =
  cast;
const { onPayments, stateOf } = cast;

const FROZEN = { slug: 'frozen', status: 409 };

describe('a freeze', () => {
  test('pauses every live run and tells each agent who froze it and why', async () => {
    const { id } = await investigation();
    const freeze = await freezeAs(commander);
    expect(freeze).toMatchObject({ state: 'active', service: '*', setBy: { id: commander.id } });
    expect(freeze.reached.paused).toContain(id);
    expect(await stateOf(id)).toBe('paused');
    const told = await listDirectives(as(agent), { id, after: 0, waitS: 0 });
    expect(told.items.at(-1)).toMatchObject({
      kind: 'pause',
      givenBy: { id: commander.id, type: 'person' },
      reason: 'Everything was frozen by Cora: It got out of hand.',
    });
    const [event] = (await readStream('installation', 0, 10)).slice(-1);
    expect(event).toMatchObject({ kind: 'freeze.set', actor: { id: commander.id } });
  });

  test('voids an unredeemed grant, and the signed action says that nothing was carried out', async () => {
    const { action, grant } = await approved();
    await freezeAs(admin);
    await expect(redeemGrant(as(executor), grant)).rejects.toMatchObject({ slug: 'revoked' });
    expect((await listGrants(as(executor), { waitS: 0 })).items).toEqual([]);
    const shown = await getAction(as(approver), { actionId: action.id, waitS: 0 });
    expect(shown).toMatchObject({ state: 'revoked', grant: { state: 'revoked' } });
    expect(shown.endedReason).toContain('frozen by Ada');
  });

  test('leaves what was redeemed before it, and counts it as under way', async () => {
    const { grant } = await approved();
    const { executionId } = await redeemGrant(as(executor), grant);
    const freeze = await freezeAs(commander);
    expect(freeze.reached.underWay).toContain(executionId);
    const { state } = await db().execution.findUniqueOrThrow({ where: { id: executionId } });
    expect(state).toBe('executing');
  });

  test('lets a waiting action be read and rejected, and refuses to record an approval', async () => {
    const [one, other] = [await proposed(), await proposed()];
    await freezeAs(commander);
    await expect(sign(one)).rejects.toMatchObject({
      ...FROZEN,
      extra: { freeze: { by: { name: 'Cora' }, reason: 'It got out of hand.', service: '*' } },
    });
    const shown = await getAction(as(approver), { actionId: one.id, waitS: 0 });
    expect(shown).toMatchObject({ state: 'pending_approval', decisions: [] });
    await expect(sign(other, 'reject')).resolves.toMatchObject({ state: 'rejected' });
  });

  test('lets no run begin, and none go on by resume, release or asking for more', async () => {
    const { id, incidentId } = await investigation();
    const waiting = await onPayments();
    const stop = await requestCheckpoint(as(agent), {
      id: waiting.id,
      stage: 'evidence',
      summary: 'x',
    });
    await freezeAs(commander);
    await expect(createInvestigation(as(agent), { incidentId })).rejects.toMatchObject(FROZEN);
    await expect(giveControl(as(commander), { id, control: 'resume' })).rejects.toMatchObject(
      FROZEN,
    );
    for (const decision of ['release', 'return'] as const) {
      await expect(
        decideCheckpoint(as(commander), { id: stop.id, decision, reason: 'x' }),
      ).rejects.toMatchObject(FROZEN);
    }
    expect(await stateOf(waiting.id)).toBe('paused');
    await expect(
      decideCheckpoint(as(commander), { id: stop.id, decision: 'stop', reason: 'x' }),
    ).resolves.toMatchObject({ state: 'stopped' });
    expect(await stateOf(waiting.id)).toBe('stopped');
  });

  test('of one service leaves the others alone', async () => {
    const { id } = await investigation();
    const other = await onPayments();
    const freeze = await freezeAs(commander, 'payments');
    expect(freeze.reached.paused).toEqual([other.id]);
    expect(await stateOf(id)).toBe('running');
    await expect(approved()).resolves.toBeDefined();
    await expect(onPayments()).rejects.toMatchObject(FROZEN);
  });

  test('of a service reaches what targets it from elsewhere', async () => {
    const { id } = await investigation();
    const target = { service: 'payments', environment: 'production', resource: 'deploy/x' };
    const elsewhere = rollback({ target });
    const signed = await approved(elsewhere);
    const waiting = await proposed(elsewhere);
    const freeze = await freezeAs(commander, 'payments');
    expect(freeze.reached.revoked).toContain(signed.action.id);
    await expect(sign(waiting)).rejects.toMatchObject(FROZEN);
    await expect(
      proposeAction(as(agent), { investigationId: id, ...elsewhere }),
    ).rejects.toMatchObject(FROZEN);
    await expect(
      proposeAction(as(agent), { investigationId: id, ...rollback() }),
    ).resolves.toMatchObject({ state: 'pending_approval' });
  });

  test('leaves recordings alone: they change nothing, and nobody could resume one', async () => {
    const { id } = await investigation(agent, 'imported');
    const freeze = await freezeAs(commander);
    expect(freeze.reached.paused).not.toContain(id);
    expect(await stateOf(id)).toBe('running');
  });

  test('is set by a commander or an admin of that service, and of everything by those of all', async () => {
    const local = await makePerson('Lou', role('commander', 'payments'));
    const watcher = await makePerson('Ole', role('observer'));
    await expect(freezeAs(watcher)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(freezeAs(approver)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(freezeAs(local)).rejects.toMatchObject({ slug: 'forbidden' });
    await expect(freezeAs(local, 'checkout')).rejects.toMatchObject({ slug: 'not-found' });
    await expect(freezeAs(local, 'payments')).resolves.toMatchObject({ service: 'payments' });
    await expect(freezeAs(admin, 'nowhere')).rejects.toMatchObject({ slug: 'unknown-reference' });
    await expect(freezeAs(commander, 'payments')).rejects.toMatchObject({
      slug: 'already-frozen',
      message: expect.stringContaining('Lou') as string,
    });
    await expect(setFreeze(as(agent), { service: '*', reason: 'x' })).rejects.toMatchObject({
      slug: 'forbidden',
    });
  });

  test('of a service is not named to those who may not know of it', async () => {
    const elsewhere = rollback({
      target: { service: 'payments', environment: 'production', resource: 'deploy/x' },
    });
    const local = await makePerson('Pia', role('approver', 'payments'));
    const action = await proposed(elsewhere);
    const freeze = await freezeAs(commander, 'checkout');
    const refusal: unknown = await sign(action, 'approve', local).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ slug: 'frozen', extra: {} });
    expect(String(refusal)).not.toContain('checkout');
    expect((await listFreezes(as(local), { limit: 50 })).items).not.toContainEqual(
      expect.objectContaining({ id: freeze.id }),
    );
    await expect(getFreeze(as(local), freeze.id)).rejects.toMatchObject({ slug: 'not-found' });
    const all = await freezeAs(commander);
    const known = await listFreezes(as(local), { state: 'active', limit: 50 });
    expect(known.items).toMatchObject([{ id: all.id, service: '*', counts: null }]);
  });

  test('is told at once to whoever waits for news of freezes', async () => {
    const waiting = listFreezes(as(agent), { state: 'active', limit: 50, waitS: 20 });
    const freeze = await freezeAs(commander);
    expect((await waiting).items.map(({ id }) => id)).toEqual([freeze.id]);
  });
});
