import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import { amendAction } from '@/lib/actions/server/amend-action';
import { decideAction } from '@/lib/actions/server/decide-action';
import { listActions } from '@/lib/actions/server/list-actions';
import { reviewAction } from '@/lib/actions/server/review-action';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { disablePerson } from '@/lib/people/server/disable-person';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, agent, approver, commander, executor, proposed, sign } = cast;
const refusal = (slug: string) => expect.objectContaining({ slug });
const reason = 'Nobody else answers and the shop is down.';

const breakGlass = (action: ActionOut, by = approver) =>
  decideAction(as(by), {
    actionId: action.id,
    decision: 'approve',
    version: action.version,
    digest: action.digest,
    breakGlass: true,
    reason,
  });
const redeem = async (action: ActionOut) => {
  const { items } = await listGrants(as(executor), { waitS: 0 });
  const grant = items.find(({ actionId }) => actionId === action.id);
  if (!grant) throw new Error('There is no grant.');
  return redeemGrant(as(executor), { token: grant.token, digest: grant.digest });
};

test('where the policy asks for one plain signature there is no glass to break', async () => {
  const action = await proposed();
  await expect(breakGlass(action)).rejects.toEqual(refusal('break-glass-needless'));
});

describe('where the policy asks for three signatures', () => {
  beforeAll(async () => {
    await adoptTerms({ approvals: 3 });
  });

  test('one person breaks the glass where nobody else could have signed', async () => {
    const action = await breakGlass(await proposed());
    expect(action).toMatchObject({ state: 'approved', glassBroken: true, review: null });
    expect(action.decisions).toMatchObject([{ by: { id: approver.id }, brokeGlass: 1 }]);
    expect((await redeem(action)).action.state).toBe('redeemed');
  });

  describe('and two could sign', async () => {
    let second: PersonActor;
    beforeAll(async () => {
      second = await makePerson('Bela', role('approver', 'checkout'));
    });

    test('both have to break it, and a plain signature is no part of that', async () => {
      const plain = await proposed();
      await sign(plain);
      expect((await breakGlass(plain, second)).state).toBe('pending_approval');
      expect((await breakGlass(plain)).state).toBe('approved');
      expect((await redeem(plain)).action.state).toBe('redeemed');
    });

    test('the same person does not break it twice', async () => {
      const action = await proposed();
      await breakGlass(action);
      await expect(breakGlass(action)).rejects.toEqual(refusal('already-decided'));
    });

    test('shutting the other out once it was proposed leaves nobody alone with it', async () => {
      const third = await makePerson('Cleo', role('approver'));
      const action = await proposed();
      await disablePerson(as(admin), { personId: third.id, reason: 'Compromised.' });
      expect((await breakGlass(action)).state).toBe('pending_approval');
    });

    test('nobody breaks it who could not sign', async () => {
      const action = await proposed();
      const late = await makePerson('Dora', role('approver'));
      for (const who of [late, commander, admin]) {
        await expect(breakGlass(action, who)).rejects.toEqual(refusal('not-eligible'));
      }
      const both = await makePerson('Otto', [...role('admin'), ...role('approver')]);
      const own = await proposed(rollback(), await makeAgent('Own', both.id));
      await expect(breakGlass(own, both)).rejects.toEqual(refusal('separation-of-duties'));
    });

    test('a change of the proposal undoes it', async () => {
      const action = await proposed();
      await breakGlass(action);
      await breakGlass(action, second);
      const amended = await amendAction(as(agent), {
        actionId: action.id,
        ...rollback({ title: 'Another one' }),
      });
      expect(amended).toMatchObject({ state: 'pending_approval', glassBroken: false, version: 2 });
      expect((await breakGlass(amended)).state).toBe('pending_approval');
    });

    test('somebody who broke it and may not sign any more voids it', async () => {
      const third = await makePerson('Edda', role('approver'));
      const action = await proposed();
      await breakGlass(action);
      await breakGlass(action, third);
      await disablePerson(as(admin), { personId: third.id, reason: 'Left.' });
      await expect(redeem(action)).rejects.toEqual(refusal('not-eligible'));
    });

    test('somebody else reviews it, once; it is listed, and every step is one event', async () => {
      const action = await proposed();
      await breakGlass(action);
      const input = {
        actionId: action.id,
        finding: 'justified',
        reason: 'The pager log.',
      } as const;
      await expect(reviewAction(as(commander), input)).rejects.toEqual(
        refusal('nothing-to-review'),
      );
      await breakGlass(action, second);
      await expect(reviewAction(as(second), input)).rejects.toEqual(
        refusal('separation-of-duties'),
      );
      await expect(reviewAction(as(admin), input)).rejects.toEqual(refusal('forbidden'));
      const reviewed = await reviewAction(as(commander), input);
      expect(reviewed.review).toMatchObject({ finding: 'justified', by: { id: commander.id } });
      await expect(reviewAction(as(commander), input)).rejects.toEqual(refusal('already-decided'));
      const { items } = await listActions(as(commander), { isGlassBroken: true, limit: 50 });
      expect(items.map(({ id }) => id)).toContain(action.id);
      expect(items.every(({ glassBroken }) => glassBroken)).toBe(true);
      const kinds = (await readStream(action.investigationId, 0, 100))
        .map(({ kind }) => kind)
        .filter((kind) => /^(action|grant)\./.test(kind));
      expect(kinds).toEqual([
        'action.proposed',
        'action.decided',
        'action.decided',
        'grant.minted',
        'action.reviewed',
      ]);
    });
  });
});

test('the log replayed from empty gives the same actions', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
