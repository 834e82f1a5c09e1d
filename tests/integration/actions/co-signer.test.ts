import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import { decisionView } from '@/lib/actions/decision-view';
import { decideAction } from '@/lib/actions/server/decide-action';
import { getAction } from '@/lib/actions/server/get-action';
import { coSigningRoles, coSigningRolesOf } from '@/lib/actions/server/signing-roles';
import { db } from '@/lib/db/client';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { readInbox } from '@/lib/inbox/server/read-inbox';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { giveControl } from '@/lib/investigations/server/give-control';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { evaluatePolicy } from '@/lib/policies/server/evaluate';
import { setRolesIn } from '@/lib/people/server/change-roles';
import { holdPerson } from '@/lib/people/server/existing-person';
import { as, asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptDocument, adoptTerms } from '../../support/policy';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, approver, executor, proposed, sign } = cast;
const carl = await makePerson('Carl', role('commander', 'checkout'));
const cora = await makePerson('Cora', role('commander', 'checkout'));
const both = await makePerson('Bo', [...role('approver'), ...role('commander')]);
const second = await makePerson('Sue', role('approver'));

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });
const redeem = async ({ id }: ActionOut) => {
  const { items } = await listGrants(as(executor), { waitS: 0 });
  return redeemGrant(
    as(executor),
    items.find(({ actionId }) => actionId === id)!,
  );
};
const countOn = (stream: string) => db().event.count({ where: { stream } });
const WITH_COMMANDER = { coSigner: 'commander' } as const;
beforeEach(() => adoptTerms(WITH_COMMANDER));

describe('where policy has a commander sign besides', () => {
  test('it is asked for at the proposal, and both sign, in either order', async () => {
    for (const order of [
      [approver, carl],
      [carl, approver],
    ] as const) {
      const action = await proposed();
      expect(action.requirements).toMatchObject({
        approvals: 2,
        roles: ['approver', 'commander'],
      });
      const before = await countOn(action.investigationId);
      expect(await sign(action, 'approve', order[0])).toMatchObject({
        state: 'pending_approval',
        grant: null,
      });
      const signed = await sign(action, 'approve', order[1]);
      expect(signed).toMatchObject({ state: 'approved', grant: { state: 'minted' } });
      // Two decisions and the grant, each once.
      expect((await countOn(action.investigationId)) - before).toBe(3);
      expect(signed.decisions.map(({ signedAs }) => signedAs)).toEqual(
        order.map(({ roles }) => roles.map((each) => each.role)),
      );
      expect((await redeem(signed)).action.state).toBe('redeemed');
    }
  });

  test('nobody signs for both, and two of one role are not both', async () => {
    const action = await proposed();
    expect(await sign(action, 'approve', both)).toMatchObject({ state: 'pending_approval' });
    await expect(sign(action, 'approve', both)).rejects.toEqual(refusal('already-decided', 409));
    // Theirs counts for whichever role is not given by another.
    expect(await sign(action, 'approve', second)).toMatchObject({ state: 'approved' });

    const other = await proposed();
    await sign(other, 'approve', approver);
    const before = await countOn(other.investigationId);
    await expect(sign(other, 'approve', second)).rejects.toMatchObject({
      slug: 'not-eligible',
      status: 409,
      message: expect.stringContaining('the signature of a commander'),
    });
    expect(await countOn(other.investigationId)).toBe(before);
    expect(await sign(other, 'reject', second)).toMatchObject({ state: 'rejected' });
  });

  test('two commanders who sign at once are one commander, and the approver is still needed', async () => {
    const action = await proposed();
    const answers = await Promise.allSettled(
      [carl, cora].map((who) => sign(action, 'approve', who)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await sign(action)).toMatchObject({ state: 'approved' });
  });

  test('an admin, and a commander of another service or environment, sign nothing by it', async () => {
    const payments = await makePerson('Pia', [
      ...role('commander', 'payments'),
      ...role('observer', 'checkout'),
    ]);
    const staging = await makePerson('Stan', [
      { role: 'commander', service: 'checkout', environments: ['staging'] },
      ...role('observer', 'checkout'),
    ]);
    const action = await proposed();
    for (const who of [admin, payments, staging]) {
      for (const decision of ['approve', 'reject'] as const) {
        await expect(sign(action, decision, who)).rejects.toEqual(refusal('not-eligible', 403));
      }
    }
  });

  test('whoever steered the investigation signs as neither', async () => {
    const action = await proposed();
    const { investigationId: id } = action;
    await giveControl(as(cora), { id, control: 'steer', instruction: 'Look there.' });
    await expect(sign(action, 'approve', cora)).rejects.toEqual(
      refusal('separation-of-duties', 403),
    );
  });

  test('the glass is broken by approvers, and never by commanders', async () => {
    const action = await proposed();
    const breakGlass = (who: PersonActor) =>
      decideAction(as(who), {
        actionId: action.id,
        decision: 'approve',
        version: action.version,
        digest: action.digest,
        breakGlass: true,
        reason: 'The shop is down.',
      });
    await expect(breakGlass(carl)).rejects.toEqual(refusal('not-eligible', 403));
    expect(await breakGlass(approver)).toMatchObject({ state: 'pending_approval' });
    expect(await breakGlass(second)).toMatchObject({ state: 'approved', glassBroken: true });
    expect((await redeem(action)).action.state).toBe('redeemed');
  });

  test('it waits on exactly those whose signature is missing, and says whose it is', async () => {
    const action = await proposed();
    const itemOf = async (who: PersonActor) =>
      (await readInbox(as(who))).items.find(({ id }) => id === action.id);
    expect(await itemOf(carl)).toMatchObject({ isMine: true });
    expect(await itemOf(approver)).toMatchObject({ isMine: true });
    await sign(action, 'approve', approver);
    expect(await itemOf(second)).toMatchObject({
      isMine: false,
      whyNotMine: 'Still needed: a commander.',
    });
    const mine = await itemOf(carl);
    expect(mine?.isMine).toBe(true);
    expect(mine?.waitsOn.map(({ id }) => id)).toContain(cora.id);
    expect(mine?.waitsOn.map(({ id }) => id)).not.toContain(second.id);
    const waiting = async (who: PersonActor) =>
      (await readFloor(as(who))).items.flatMap((item) =>
        item.waiting.filter(({ id, isYours }) => id === action.id && isYours),
      );
    expect(await waiting(carl)).toHaveLength(1);
    expect(await waiting(await makePerson('Olaf', role('observer')))).toHaveLength(0);
  });

  test('what was shown and kept says as what each signed', async () => {
    const action = await sign(await proposed(), 'approve', carl);
    expect(decisionView(action).decisions).toMatchObject([
      { by: { id: carl.id }, signedAs: ['commander'] },
    ]);
  });

  test('losing the role, there, between approval and redemption refuses the grant', async () => {
    const leaving = await makePerson('Lea', role('commander', 'checkout'));
    const action = await proposed();
    await sign(action, 'approve', leaving);
    await sign(action);
    await write(asSystem(), async (tx) =>
      setRolesIn(tx, (await holdPerson(tx, leaving.id)).person, [
        { role: 'commander', service: 'checkout', environments: ['staging'] },
      ]),
    );
    await expect(redeem(action)).rejects.toMatchObject({
      slug: 'not-eligible',
      message: expect.stringContaining('1 of 2 approvals count now'),
    });
  });
});

describe('a policy that comes to ask for a commander', () => {
  test('meets the next signature on what was proposed before', async () => {
    await adoptTerms({});
    const action = await proposed();
    expect(action.requirements).toMatchObject({ approvals: 1, roles: ['approver'] });
    await adoptTerms(WITH_COMMANDER);
    expect(await sign(action)).toMatchObject({ state: 'pending_approval' });
    expect(await sign(action, 'approve', carl)).toMatchObject({ state: 'approved' });
  });

  test('refuses the grant of what was signed without one', async () => {
    await adoptTerms({});
    const action = await sign(await proposed());
    expect(action.state).toBe('approved');
    await adoptTerms(WITH_COMMANDER);
    await expect(redeem(action)).rejects.toEqual(refusal('not-eligible', 409));
  });

  test('that asks for none any more takes nothing back of what was bound', async () => {
    const action = await proposed();
    await adoptTerms({});
    expect(await coSigningRoles()).toEqual(['commander']);
    expect(await sign(action)).toMatchObject({ state: 'pending_approval' });
    expect(await getAction(as(carl), { actionId: action.id, waitS: 0 })).toMatchObject({
      asked: { requirements: { approvals: 2, roles: ['approver', 'commander'] } },
    });
    expect(await sign(action, 'approve', carl)).toMatchObject({ state: 'approved' });
  });

  test('may do so for some cases alone, which what-if and the table of who could ever follow', async () => {
    await adoptDocument({
      ...SHIPPED_DOCUMENT,
      rules: [
        ...SHIPPED_DOCUMENT.rules,
        {
          id: 'restarts',
          name: 'Restarts',
          when: { actionKinds: ['restart'] },
          set: { coSigner: 'commander' },
        },
      ],
    });
    const asks = async (kind: 'restart' | 'rollback') => {
      const place = { service: 'checkout', environment: 'production' };
      const of = { ...place, severity: 'sev2' as const, outageClass: null, action: { kind } };
      return evaluatePolicy(as(carl), { case: of });
    };
    const restart = await asks('restart');
    expect(restart.terms.requirements.roles).toEqual(['approver', 'commander']);
    expect(restart.settings.find(({ setting }) => setting === 'coSigner')).toMatchObject({
      name: 'Also signed by',
      value: 'A commander',
      sentence: 'Also signed by: A commander, because of the rule “Restarts”.',
    });
    expect((await asks('rollback')).terms.requirements.roles).toEqual(['approver']);
    expect(await coSigningRolesOf(carl)).toEqual(['commander']);
    // It is asked of nobody whom it could not concern.
    expect(await coSigningRolesOf(approver)).toEqual([]);
    expect(await coSigningRolesOf(admin)).toEqual([]);
    // A rollback takes no commander, so none signs it.
    const action = await proposed();
    await expect(sign(action, 'approve', carl)).rejects.toEqual(refusal('not-eligible', 403));
  });
});

test('the tables are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
