import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import { getAction } from '@/lib/actions/server/get-action';
import { listActions } from '@/lib/actions/server/list-actions';
import { readBrokenGlass } from '@/lib/actions/server/broken-glass';
import { listWork } from '@/lib/agents/server/list-work';
import { db } from '@/lib/db/client';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { askLift } from '@/lib/freeze/server/lift-freeze';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { listDecisions } from '@/lib/inbox/server/list-decisions';
import { readInbox } from '@/lib/inbox/server/read-inbox';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { listIncidents } from '@/lib/incidents/server/list-incidents';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readServiceMap } from '@/lib/incidents/server/read-service-map';
import { hearing } from '@/lib/live/server/hearing';
import { latestPlace, type Mention } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { setRolesIn } from '@/lib/people/server/change-roles';
import { holdPerson } from '@/lib/people/server/existing-person';
import { readAsks } from '@/lib/prompt-load/server/read-asks';
import { as, asSystem, makePerson } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { agent, commander, executor, proposed, sign } = cast;
const refusal = (slug: string) => expect.objectContaining({ slug });

const on = (role: RoleBinding['role'], ...environments: string[]): RoleBinding => ({
  role,
  service: 'checkout',
  environments,
});
/** Their roles from now on, as an admin changes them. */
const give = (who: PersonActor, ...roles: RoleBinding[]) =>
  write(asSystem(), async (tx) => setRolesIn(tx, (await holdPerson(tx, who.id)).person, roles));
const grantOf = async (actionId: string) => {
  const { items } = await listGrants(as(executor), { waitS: 0 });
  return items.find((each) => each.actionId === actionId)!;
};

const stagingOnly = await makePerson('Stan', [
  on('approver', 'staging'),
  on('commander', 'staging'),
]);
const productionOnly = await makePerson('Paula', [
  on('approver', 'production'),
  on('commander', 'production'),
]);
const readsProduction = await makePerson('Rita', [
  on('approver', 'staging'),
  on('observer', 'production'),
]);

describe('a signature', () => {
  test('is for approvers of the environment alone, and others are not told that there is one to give', async () => {
    const action = await proposed();
    const before = await db().event.count({ where: { stream: action.investigationId } });
    for (const decision of ['approve', 'reject'] as const) {
      await expect(sign(action, decision, stagingOnly)).rejects.toEqual(refusal('not-found'));
      await expect(sign(action, decision, readsProduction)).rejects.toEqual(
        refusal('not-eligible'),
      );
    }
    expect(await db().event.count({ where: { stream: action.investigationId } })).toBe(before);
    expect(await sign(action, 'approve', productionOnly)).toMatchObject({ state: 'approved' });
  });

  test('does not count for an environment that its giver came by after the proposal', async () => {
    const late = await makePerson('Lara', [
      on('approver', 'staging'),
      on('observer', 'production'),
    ]);
    const action = await proposed();
    await give(late, on('approver', 'staging', 'production'));
    await expect(sign(action, 'approve', late)).rejects.toMatchObject({
      slug: 'not-eligible',
      message: expect.stringContaining('only since after this was proposed'),
    });
    const next = await proposed();
    expect(await sign(next, 'approve', late)).toMatchObject({ state: 'approved' });
  });

  test('of somebody who was widened elsewhere goes on counting here', async () => {
    const both = await makePerson('Bea', [on('approver', 'production')]);
    const action = await proposed();
    await give(both, { role: 'approver', service: 'checkout' });
    expect(await sign(action, 'approve', both)).toMatchObject({ state: 'approved' });
    const grant = await grantOf(action.id);
    const redeemed = await redeemGrant(as(executor), grant);
    expect(redeemed.action.state).toBe('redeemed');
  });

  test('counts no more at redemption once its giver has lost the environment', async () => {
    const signer = await makePerson('Nora', [on('approver', 'production', 'staging')]);
    const action = await sign(await proposed(), 'approve', signer);
    const grant = await grantOf(action.id);
    await give(signer, on('approver', 'staging'));
    await expect(redeemGrant(as(executor), grant)).rejects.toEqual(refusal('not-eligible'));
    expect(await getAction(as(commander), { actionId: action.id, waitS: 0 })).toMatchObject({
      state: 'approved',
      refusals: [{ slug: 'not-eligible' }],
    });
    // Given back it is held anew, and what was signed before does not come to life by it.
    await give(signer, on('approver', 'staging', 'production'));
    await expect(redeemGrant(as(executor), grant)).rejects.toEqual(refusal('not-eligible'));
  });

  test('and the loss of its environment at once end in one of the two orders', async () => {
    for (let round = 0; round < 5; round += 1) {
      const signer = await makePerson('Race', [
        on('approver', 'production'),
        on('observer', 'production'),
      ]);
      const action = await proposed();
      const [signed, narrowed] = await Promise.allSettled([
        sign(action, 'approve', signer),
        give(signer, on('approver', 'staging'), on('observer', 'production')),
      ]);
      expect(narrowed.status).toBe('fulfilled');
      if (signed.status === 'fulfilled') {
        const grant = await grantOf(action.id);
        await expect(redeemGrant(as(executor), grant)).rejects.toEqual(refusal('not-eligible'));
      } else expect(signed.reason).toEqual(refusal('not-eligible'));
    }
  });
});

describe('what is in another environment', () => {
  const place = { severity: 'sev3' as const, service: 'checkout' };

  test('is in no list of whoever may not know of it, and in those of whoever may', async () => {
    const action = await proposed();
    const there = await openIncident(as(commander), {
      ...place,
      title: 'Only in staging',
      environment: 'staging',
    });
    const seenBy = async (actor: PersonActor) => {
      const ctx = as(actor);
      const incidents = (await listIncidents(ctx, { limit: 200, wait: 0 })).items;
      const floor = (await readFloor(ctx)).items;
      const { openIncidents, services } = await readServiceMap(ctx);
      const actions = (await listActions(ctx, { limit: 200 })).items;
      const inbox = (await readInbox(ctx)).items;
      const decided = (await listDecisions(ctx, { by: 'team', limit: 200 })).items;
      const work = (await listWork(ctx, { agentId: agent.id, limit: 200 })).items;
      const { asks } = await readAsks(actor, new Date(0));
      const environments = new Set(
        [...incidents, ...floor, ...decided, ...work, ...inbox].map((each) => each.environment),
      );
      return {
        incidents: incidents.map(({ id }) => id),
        floor: floor.map(({ id }) => id),
        map: openIncidents.map(({ id }) => id),
        services: services.map(({ name }) => name),
        actions: actions.map(({ id }) => id),
        inbox: inbox.map(({ id }) => id),
        asks: asks.length,
        environments: [...environments].toSorted(),
        glass: (await readBrokenGlass(ctx)).total,
      };
    };
    const inStaging = await seenBy(stagingOnly);
    expect(inStaging).toMatchObject({
      incidents: [there.id],
      floor: [there.id],
      map: [there.id],
      services: ['checkout'],
      actions: [],
      inbox: [],
      asks: 0,
      environments: ['staging'],
    });
    const inProduction = await seenBy(productionOnly);
    expect(inProduction.environments).toEqual(['production']);
    expect(inProduction.incidents).not.toContain(there.id);
    expect(inProduction.actions).toContain(action.id);
    expect(inProduction.inbox).toContain(action.id);
    expect(inProduction.asks).toBeGreaterThan(0);
    const inBoth = await seenBy(readsProduction);
    expect(inBoth.environments).toEqual(['production', 'staging']);
    const [item] = (await readInbox(as(readsProduction))).items.filter(
      ({ id }) => id === action.id,
    );
    expect(item).toMatchObject({ isMine: false });
  });

  test('waits on nobody whose role is in another one', async () => {
    await proposed();
    const yours = async (actor: PersonActor) =>
      (await readFloor(as(actor))).items.flatMap(({ waiting }) =>
        waiting.filter(({ isYours }) => isYours).map(({ kind }) => kind),
      );
    expect(await yours(stagingOnly)).toEqual([]);
    expect(await yours(readsProduction)).toEqual([]);
    expect(await yours(productionOnly)).toContain('action');
  });

  test('is commanded by nobody of another, and heard of by none', async () => {
    const incident = await openIncident(as(commander), {
      ...place,
      title: 'In production',
      environment: 'production',
    });
    const appoint = (who: PersonActor) =>
      changeIncident(as(commander), { id: incident.id, commanderId: who.id });
    await expect(appoint(stagingOnly)).rejects.toMatchObject({ slug: 'unknown-reference' });
    expect(await appoint(productionOnly)).toMatchObject({ commanderId: productionOnly.id });
    const mention: Mention = {
      ...(await latestPlace()),
      stream: incident.id,
      seq: 1,
      kind: 'incident.opened',
      service: 'checkout',
      incidentId: incident.id,
    };
    expect(await hearing(stagingOnly)(mention)).toBe(false);
    expect(await hearing(productionOnly)(mention)).toBe(true);
    // The service itself is in all of them.
    expect(await hearing(stagingOnly)({ ...mention, incidentId: null })).toBe(true);
  });

  test('is frozen and let go by those alone who steer in all of them', async () => {
    const freeze = { service: 'checkout', reason: 'Look first.' };
    await expect(setFreeze(as(stagingOnly), freeze)).rejects.toEqual(refusal('forbidden'));
    const { id } = await setFreeze(as(commander), freeze);
    expect(await listFreezes(as(stagingOnly), { limit: 10 })).toMatchObject({
      items: [{ id, counts: null }],
    });
    const { heldRuns, heldCount } = await getFreeze(as(stagingOnly), id);
    expect({ heldRuns, heldCount }).toEqual({ heldRuns: [], heldCount: 0 });
    expect((await getFreeze(as(productionOnly), id)).heldCount).toBeGreaterThan(0);
    await expect(askLift(as(stagingOnly), { freezeId: id, reason: 'Enough.' })).rejects.toEqual(
      refusal('forbidden'),
    );
  });
});

test('the tables are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
