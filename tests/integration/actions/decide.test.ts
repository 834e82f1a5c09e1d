import { describe, expect, test } from 'vitest';
import { decideActionInput } from '@/lib/actions/decision-input';
import { decideAction } from '@/lib/actions/server/decide-action';
import { getAction } from '@/lib/actions/server/get-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { giveControl } from '@/lib/investigations/server/give-control';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { as, asSystem, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { agent, approver, commander, executor, investigation, owner, proposed, sign } = cast;

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });

describe('an approval', () => {
  test('mints the grant for the executor in the same breath, for two minutes', async () => {
    const action = await sign(await proposed());
    expect(action).toMatchObject({
      state: 'approved',
      grant: { state: 'minted' },
      decisions: [{ decision: 'approve', by: { id: approver.id, name: 'Abel' }, version: 1 }],
    });
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const grant = items.find(({ actionId }) => actionId === action.id);
    expect(grant).toMatchObject({ version: 1, digest: action.digest });
    const { issuedAt = '', expiresAt = '' } = action.grant ?? {};
    expect(Date.parse(expiresAt) - Date.parse(issuedAt)).toBe(120_000);
  });

  test('ends the wait of whoever waits on the action', async () => {
    const action = await proposed();
    const waiting = getAction(as(agent), { actionId: action.id, waitS: 20 });
    await sign(action);
    expect((await waiting).state).toBe('approved');
  });

  test('counts for the exact version and digest only', async () => {
    const action = await proposed();
    await expect(sign({ ...action, version: 2 })).rejects.toEqual(
      refusal('version-superseded', 409),
    );
    await expect(sign({ ...action, digest: 'a'.repeat(64) })).rejects.toEqual(
      refusal('digest-mismatch', 409),
    );
    await sign(action);
    await expect(sign(action)).rejects.toEqual(refusal('already-decided', 409));
    await expect(sign(action, 'reject')).rejects.toEqual(refusal('already-decided', 409));
  });

  test('is not for the agent’s owner, nor for who steered; their no still counts', async () => {
    const steerer = await makePerson('Stella', [...role('commander'), ...role('approver')]);
    const action = await proposed();
    await giveControl(as(steerer), {
      id: action.investigationId,
      control: 'steer',
      instruction: 'Look at the release.',
    });
    await expect(sign(action, 'approve', steerer)).rejects.toEqual(
      refusal('separation-of-duties', 403),
    );
    const owning = await makePerson('Olga', role('approver'));
    const owned = await makeAgent('Owned', owning.id);
    const theirs = await proposed(rollback(), owned);
    await expect(sign(theirs, 'approve', owning)).rejects.toEqual(
      refusal('separation-of-duties', 403),
    );
    expect(await sign(action, 'reject', steerer)).toMatchObject({ state: 'rejected' });
  });

  test('is for approvers of the service alone', async () => {
    const action = await proposed();
    const elsewhere = await makePerson('Petra', [
      ...role('approver', 'payments'),
      ...role('observer', 'checkout'),
    ]);
    await expect(sign(action, 'approve', elsewhere)).rejects.toEqual(refusal('not-eligible', 403));
    await expect(sign(action, 'approve', commander)).rejects.toEqual(refusal('not-eligible', 403));
    const stranger = await makePerson('Stan', role('approver', 'payments'));
    await expect(sign(action, 'approve', stranger)).rejects.toEqual(refusal('not-found', 404));
  });

  test('by somebody disabled a moment ago is refused by what the database says now', async () => {
    const action = await proposed();
    const gone = await makePerson('Gil', role('approver'));
    await write(asSystem(), async (tx) => {
      await tx.append(gone.id, [{ kind: 'person.disabled', payload: { reason: 'Left.' } }]);
    });
    await expect(sign(action, 'approve', gone)).rejects.toEqual(refusal('not-eligible', 403));
  });

  test('of what a suspended agent proposed is refused until it may act again', async () => {
    const mine = await makeAgent('Paused', owner.id);
    const action = await proposed(rollback(), mine);
    const change = { agentId: mine.id, reason: 'Check.' };
    await changeStanding(as(commander), { ...change, change: 'suspend' });
    await expect(sign(action)).rejects.toEqual(refusal('not-eligible', 409));
    await changeStanding(as(commander), { ...change, change: 'resume' });
    expect(await sign(action)).toMatchObject({ state: 'approved' });
  });

  test('in a recording is history, and mints nothing', async () => {
    const { id } = await investigation(agent, 'imported');
    const action = await proposeAction(as(agent), { investigationId: id, ...rollback() });
    expect(action.clock).toBe('imported');
    expect(await sign(action)).toMatchObject({ state: 'approved', grant: null });
  });

  test('given twice under one idempotency key is answered alike', async () => {
    const action = await proposed();
    const { version, digest } = action;
    const ctx = {
      ...as(approver),
      idempotency: { key: 'once', scope: `test ${action.id}`, bodyHash: 'x' },
    };
    const give = () =>
      decideAction(ctx, { actionId: action.id, decision: 'approve', version, digest });
    const first = await give();
    expect(await give()).toEqual(first);
  });
});

test('a rejection needs a reason', () => {
  const input = { decision: 'reject', version: 1, digest: 'a'.repeat(64) };
  for (const reason of [undefined, '', '   ']) {
    const parsed = decideActionInput.safeParse({ ...input, reason });
    expect(parsed.error?.issues[0]?.path).toEqual(['reason']);
  }
  expect(decideActionInput.safeParse({ ...input, reason: 'No.' }).success).toBe(true);
});

test('the log folds to exactly these actions', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
