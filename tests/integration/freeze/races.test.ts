import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { changeStanding } from '@/lib/agents/server/change-standing';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { agreeLift, askLift, withdrawLift } from '@/lib/freeze/server/lift-freeze';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { listGrants } from '@/lib/grants/server/list-grants';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { agentEvent } from '@/lib/investigations/schema';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { freezeAs, liftAll } from '../../support/freezing';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, agent, commander, executor, investigation, owner, sign } = cast;
const second = await makePerson('Sam', role('commander'));

const slugOf = (result: PromiseSettledResult<unknown>): string => {
  if (result.status === 'fulfilled') return 'done';
  // A deadlock or a lost connection is no refusal of ours, and fails the test.
  if (result.reason instanceof DomainError) return result.reason.slug;
  throw result.reason;
};

const tally = (slugs: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(slugs)].map((s) => [s, slugs.filter((t) => t === s).length]));

const unheld = () =>
  db().investigation.count({ where: { clock: 'live', status: { in: ['running', 'waiting'] } } });
const minted = () => db().grant.count({ where: { state: 'minted' } });

afterEach(async () => {
  await liftAll(commander, second);
  expect(await compareWithLog(db())).toEqual([]);
});

/** One run that proposes, four waiting actions, two grants, one paused run, one before a stop point. */
async function scene() {
  const { id, incidentId } = await investigation();
  const actions = await Promise.all(
    Array.from({ length: 6 }, () =>
      proposeAction(as(agent), { investigationId: id, ...rollback() }),
    ),
  );
  const signed = actions.splice(0, 2);
  for (const action of signed) await sign(action);
  const { items } = await listGrants(as(executor), { waitS: 0 });
  const grants = items.filter(({ actionId }) => signed.some((action) => action.id === actionId));
  const paused = await createInvestigation(as(agent), { incidentId });
  await giveControl(as(commander), { id: paused.id, control: 'pause' });
  const waiting = await createInvestigation(as(agent), { incidentId });
  const stop = await requestCheckpoint(as(agent), {
    id: waiting.id,
    stage: 'evidence',
    summary: 'x',
  });
  return { id, incidentId, actions, grants, paused, stop };
}

type Scene = Awaited<ReturnType<typeof scene>>;
type Move = () => Promise<unknown>;

const MOVES = 12;
let notes = 0;
const note = (id: string) => {
  notes += 1;
  const at = '2026-03-01T12:00:00.000Z';
  const event = agentEvent.parse({ id: `n${notes}`, kind: 'note.added', at, text: 'x' });
  return postEvents(as(agent), { id, events: [event] });
};

const moves = ({ id, incidentId, actions, grants, paused, stop }: Scene): Move[] => [
  ...actions.map((action) => () => sign(action)),
  ...grants.map((grant) => () => redeemGrant(as(executor), grant)),
  () => createInvestigation(as(agent), { incidentId }),
  () => createInvestigation(as(agent), { incidentId }),
  () => giveControl(as(commander), { id: paused.id, control: 'resume' }),
  () => decideCheckpoint(as(commander), { id: stop.id, decision: 'release' }),
  () => proposeAction(as(agent), { investigationId: id, ...rollback() }),
  () => note(id),
];

describe('a freeze against everything that sets something going', () => {
  test('leaves no live run unpaused and no grant minted, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...Array(MOVES).keys()], { minLength: MOVES }),
        fc.integer({ min: 0, max: MOVES }),
        async (order, at) => {
          await liftAll(commander, second);
          const now = await scene();
          const all = moves(now);
          const freeze: Move = () => freezeAs(commander);
          expect(all).toHaveLength(MOVES);
          const queue = order.flatMap((i) => all[i] ?? []);
          queue.splice(at, 0, freeze);
          const settled = await Promise.allSettled(queue.map((move) => move()));
          const slugs = settled.map(slugOf);
          expect(slugs[at]).toBe('done');
          expect(await unheld()).toBe(0);
          expect(await minted()).toBe(0);
          // Nor does anything appear afterwards, whoever tries.
          const again = await Promise.allSettled(moves(now).map((move) => move()));
          expect(again.map(slugOf)).not.toContain('done');
          expect(await unheld()).toBe(0);
          expect(await minted()).toBe(0);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 180_000);

  test('every grant was redeemed before it, or is void and its action revoked', async () => {
    for (let round = 0; round < 5; round++) {
      const { grants } = await scene();
      const settled = await Promise.allSettled([
        ...grants.map((grant) => redeemGrant(as(executor), grant)),
        freezeAs(commander),
      ]);
      const slugs = settled.map(slugOf);
      for (const [i, grant] of grants.entries()) {
        const { state } = await db().grant.findUniqueOrThrow({ where: { id: grant.id } });
        const action = await db().action.findUniqueOrThrow({ where: { id: grant.actionId } });
        const isDone = slugs[i] === 'done';
        expect([state, action.state]).toEqual(
          isDone ? ['redeemed', 'redeemed'] : ['revoked', 'revoked'],
        );
      }
      await liftAll(commander, second);
    }
  }, 60_000);

  test('never waits for ever for a revocation, which holds the same runs from the other end', async () => {
    for (let round = 0; round < 8; round++) {
      const doomed = await makeAgent('Doomed', owner.id);
      const runs = await Promise.all([1, 2, 3].map(() => investigation(doomed)));
      await Promise.all(
        runs.map(({ id }) => proposeAction(as(doomed), { investigationId: id, ...rollback() })),
      );
      const settled = await Promise.allSettled([
        changeStanding(as(admin), { agentId: doomed.id, change: 'revoke', reason: 'x' }),
        freezeAs(commander),
        ...runs.map(({ incidentId }) => createInvestigation(as(doomed), { incidentId })),
        ...runs.map(({ id }) => giveControl(as(commander), { id, control: 'pause' })),
      ]);
      const [revoked, frozen] = settled.map(slugOf);
      expect([revoked, frozen]).toEqual(['done', 'done']);
      expect(await unheld()).toBe(0);
      await liftAll(commander, second);
    }
  }, 120_000);
});

describe('freezes among themselves', () => {
  test('of twenty at once one stands, and the others are told whose it is', async () => {
    for (let round = 0; round < 5; round++) {
      const people = [commander, second, admin];
      const attempts = Array.from({ length: 20 }, (_, i) => freezeAs(people[i % 3] ?? commander));
      const slugs = (await Promise.allSettled(attempts)).map(slugOf);
      expect(tally(slugs)).toEqual({ done: 1, 'already-frozen': 19 });
      await liftAll(commander, second);
    }
  });

  test('one of everything and one of a service pause each run once', async () => {
    const { id } = await investigation();
    const both = await Promise.all([freezeAs(commander), freezeAs(second, 'checkout')]);
    const holding = both.filter(({ reached }) => reached.paused.includes(id));
    expect(holding).toHaveLength(1);
    const told = await readStream(id, 0, 500);
    expect(told.filter(({ kind }) => kind === 'directive.given')).toHaveLength(1);
  });

  test('a lift and a new freeze come one after the other, and a freeze that stands holds', async () => {
    const { incidentId } = await investigation();
    for (let round = 0; round < 10; round++) {
      const first = await freezeAs(commander);
      const requestId = (await ask(first.id)).liftRequest?.id ?? '';
      const settled = await Promise.allSettled([
        freezeAs(admin),
        agreeLift(as(second), { freezeId: first.id, requestId }),
        createInvestigation(as(agent), { incidentId }),
        freezeAs(admin),
      ]);
      const [early, lifted, , late] = settled.map(slugOf);
      expect(lifted).toBe('done');
      const stands = await db().freeze.findMany({ where: { state: 'active' } });
      const made = [early, late].filter((slug) => slug === 'done').length;
      expect(stands).toHaveLength(made);
      if (made > 0) expect(await unheld()).toBe(0);
      await liftAll(commander, second);
    }
  }, 60_000);

  const ask = (freezeId: string, by = commander) => askLift(as(by), { freezeId, reason: 'Quiet.' });

  test('of everybody asking at once one wish stands; of agreeing and withdrawing one wins', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await freezeAs(commander);
      const asking = await Promise.allSettled([commander, second, admin].map((by) => ask(id, by)));
      expect(tally(asking.map(slugOf))).toEqual({ done: 1, 'lift-requested': 2 });
      const row = await db().freeze.findUniqueOrThrow({ where: { id } });
      const { id: requestId, by } = row.liftRequest as { id: string; by: { id: string } };
      const asker = [commander, second, admin].find((person) => person.id === by.id) ?? admin;
      const others = [commander, second, admin].filter((person) => person.id !== by.id);
      const settled = await Promise.allSettled([
        withdrawLift(as(asker), { freezeId: id, requestId }),
        ...others.map((each) => agreeLift(as(each), { freezeId: id, requestId })),
      ]);
      const slugs = settled.map(slugOf);
      expect(slugs.filter((slug) => slug === 'done')).toHaveLength(1);
      const { state } = await db().freeze.findUniqueOrThrow({ where: { id } });
      expect(state).toBe(slugs[0] === 'done' ? 'active' : 'lifted');
      await liftAll(commander, second);
    }
  });
});
