import { beforeEach, describe, expect, test } from 'vitest';
import { actionSummary } from '@/lib/actions/output';
import { getAction } from '@/lib/actions/server/get-action';
import { listActions } from '@/lib/actions/server/list-actions';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { giveControl } from '@/lib/investigations/server/give-control';
import { compareWithLog } from '@/lib/log/rebuild';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptDocument, adoptTerms } from '../../support/policy';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { commander, executor, proposed, sign } = cast;
const second = await makePerson('Bela', role('approver'));

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });
const seen = (actionId: string) => getAction(as(commander), { actionId, waitS: 0 });
const grantOf = async (actionId: string) =>
  (await listGrants(as(executor), { waitS: 0 })).items.find((each) => each.actionId === actionId);

const LAX = { approvals: 1, separationOfDuties: false } as const;
beforeEach(() => adoptTerms(LAX));

describe('a policy that asks for more since the proposal', () => {
  test('is what a first signature meets, and the second one then mints the grant', async () => {
    const action = await proposed();
    const version = await adoptTerms({ approvals: 2 });

    const first = await sign(action);
    expect(first).toMatchObject({ state: 'pending_approval', grant: null });
    expect(await grantOf(action.id)).toBeUndefined();

    const both = await sign(action, 'approve', second);
    expect(both).toMatchObject({ state: 'approved', digest: action.digest, version: 1 });
    const grant = await grantOf(action.id);
    const { action: redeemed } = await redeemGrant(as(executor), {
      token: grant?.token ?? '',
      digest: action.digest,
    });
    expect(redeemed.state).toBe('redeemed');
    expect(version).toBeGreaterThan(action.policy.version);
  });

  test('is told with the rule that asks, beside what was bound', async () => {
    const action = await proposed();
    expect(action.asked?.requirements).toEqual(action.requirements);
    const version = await adoptTerms({ approvals: 2 });
    const now = await seen(action.id);
    expect(now.requirements.approvals).toBe(1);
    expect(now.digest).toBe(action.digest);
    expect(now.asked?.requirements.approvals).toBe(2);
    expect(now.asked?.because[0]).toMatchObject({
      setting: 'approvals',
      isTightened: true,
      sentence: `Policy version ${version} now asks for two signatures, as for everything.`,
      rules: [{ version, id: 'everything' }],
    });
    const { items } = await listActions(as(commander), { limit: 1 });
    expect(items[0]).toMatchObject({ id: action.id, asked: now.asked });
    expect(actionSummary.parse(now).asked).toEqual(now.asked);
  });

  test('bars from signing whoever it bars now, and counts nothing that they have signed', async () => {
    const steerer = await makePerson('Stella', [...role('commander'), ...role('approver')]);
    const action = await proposed();
    await giveControl(as(steerer), {
      id: action.investigationId,
      control: 'steer',
      instruction: 'Look at the release.',
    });
    await adoptTerms({ ...LAX, approvals: 2 });
    expect(await sign(action, 'approve', steerer)).toMatchObject({ state: 'pending_approval' });
    await adoptTerms({ approvals: 2, separationOfDuties: true });
    expect(await sign(action)).toMatchObject({ state: 'pending_approval' });
    expect(await sign(action, 'approve', second)).toMatchObject({ state: 'approved' });
    const other = await proposed();
    await giveControl(as(steerer), {
      id: other.investigationId,
      control: 'steer',
      instruction: 'Look at the release.',
    });
    await expect(sign(other, 'approve', steerer)).rejects.toEqual(
      refusal('separation-of-duties', 403),
    );
  });

  test('lets one no reject all the same', async () => {
    const action = await proposed();
    await adoptTerms({ approvals: 3 });
    expect(await sign(action, 'reject')).toMatchObject({ state: 'rejected', asked: null });
  });

  test('takes nothing back of what was bound when it asks for less again', async () => {
    await adoptTerms({ approvals: 2 });
    const action = await proposed();
    await adoptTerms(LAX);
    expect((await seen(action.id)).asked?.requirements.approvals).toBe(2);
    expect(await sign(action)).toMatchObject({ state: 'pending_approval' });
  });

  test('after the signatures are complete refuses the redemption, as before', async () => {
    const action = await sign(await proposed());
    expect(action).toMatchObject({ state: 'approved', asked: null });
    const grant = await grantOf(action.id);
    await adoptTerms({ approvals: 2 });
    const redeem = redeemGrant(as(executor), {
      token: grant?.token ?? '',
      digest: action.digest,
    });
    await expect(redeem).rejects.toEqual(refusal('not-eligible', 409));
  });
});

test('an incident that became worse since is signed by the rule for what it is now', async () => {
  const version = await adoptDocument({
    base: { ...SHIPPED_DOCUMENT.base, ...LAX },
    rules: [
      { id: 'worst', name: 'The worst', when: { severities: ['sev1'] }, set: { approvals: 2 } },
    ],
  });
  const action = await proposed();
  const incidentId = action.incidentId;
  await changeIncident(as(commander), { id: incidentId, severity: 'sev1' });
  expect((await seen(action.id)).asked?.because[0]?.sentence).toBe(
    `Policy version ${version} now asks for two signatures, because of the rule “The worst”.`,
  );
  expect(await sign(action)).toMatchObject({ state: 'pending_approval' });
});

test('the log folds to exactly these actions', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
