import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { verifyLog } from '@/lib/log/verify';
import { contractServer } from '../support/contract-server';
import { reachProposing, rollback } from '../support/investigation';
import { adoptTerms } from '../support/policy';
import { type Fleet, fleetOf } from './fleet';
import { insist, type Insisted, type Place, slugOf } from './insist';
import { SEED, SIZES } from './sizes';

const PROCESSES = 3;
/** How many of the grants come of one run: they share the run's lock. */
const A_RUN = 10;

const contract = await contractServer();
const { as, executor } = contract;
const fleet = await fleetOf(contract, PROCESSES);

interface Granted {
  grantId: string;
  token: string;
  digest: string;
}

/** Signed actions on targets of their own, each with its grant. */
async function grantMany(count: number): Promise<Granted[]> {
  const digests = new Map<string, string>();
  let investigationId = '';
  for (let i = 0; i < count; i++) {
    if (i % A_RUN === 0) ({ investigationId } = await reachProposing(as.commander, as.agent));
    const target = { service: 'checkout', environment: 'production', resource: `release-${i}` };
    const path = `/investigations/${investigationId}/actions`;
    const { body } = await as.agent('POST', path, rollback({ target }));
    const { id, digest } = body as { id: string; digest: string };
    const decision = { decision: 'approve', version: 1, digest };
    const signed = await as.approver('POST', `/actions/${id}/decisions`, decision);
    expect(signed.body).toMatchObject({ state: 'approved' });
    digests.set(id, digest);
  }
  const { body } = await as.executor('GET', '/grants');
  const items = body.items as { id: string; token: string; actionId: string }[];
  const grants = items.flatMap(({ id, token, actionId }) => {
    const digest = digests.get(actionId);
    return digest ? [{ grantId: id, token, digest }] : [];
  });
  expect(grants).toHaveLength(count);
  return grants;
}

/** Whole numbers below a bound, the same for the same seed. */
function drawsOf(seed: number): (below: number) => number {
  const stream = fc.sample(fc.nat(), { seed, numRuns: 20_000 });
  let at = 0;
  return (below) => (stream[at++ % stream.length] ?? 0) % below;
}

/** Does what is planned, each deed once so many have been answered. */
class Troubles {
  #answered = 0;
  readonly #plan: { after: number; deed: () => Promise<void> }[];
  readonly #underWay: Promise<void>[] = [];

  constructor(plan: { after: number; deed: () => Promise<void> }[]) {
    this.#plan = plan.toSorted((a, b) => a.after - b.after);
  }

  answered(): void {
    this.#answered += 1;
    while (this.#plan[0] && this.#plan[0].after <= this.#answered) {
      const next = this.#plan.shift();
      if (next) this.#underWay.push(next.deed());
    }
  }

  async over(): Promise<void> {
    expect(this.#plan).toEqual([]);
    await Promise.all(this.#underWay);
  }
}

function troublesFor(fleet: Fleet, draw: (below: number) => number, wishes: number): Troubles {
  const { kills, cuts } = SIZES;
  // None so late that nobody is asking any more.
  const evenly = (i: number, of: number) => Math.floor(((i + 0.5) / (of + 1)) * wishes);
  return new Troubles([
    ...Array.from({ length: kills }, (_, i) => {
      const at = draw(PROCESSES);
      return { after: evenly(i, kills), deed: () => fleet.crash(at) };
    }),
    ...Array.from({ length: cuts }, (_, i) => ({
      after: evenly(i + 0.3, cuts),
      deed: () => fleet.cutDatabase(),
    })),
  ]);
}

test(
  'whatever is killed and cut meanwhile, each grant is redeemed once, and whoever won knows it',
  async () => {
    await adoptTerms({ grantTtlMs: 600_000 });
    const grants = await grantMany(SIZES.grants);
    const draw = drawsOf(SEED);
    const troubles = troublesFor(fleet, draw, SIZES.redeemers);
    const anywhere = (): Place => fleet.machine(draw(PROCESSES), executor.key);

    const wishes = Array.from({ length: SIZES.redeemers }, (_, i) => {
      const grant = grants[i % 2 === 0 ? 0 : (i >> 1) % grants.length];
      if (!grant) throw new Error('There is no grant.');
      return { key: `redeemer-${i}`, grant };
    });
    const ask = async ({ key, grant: { token, digest } }: (typeof wishes)[number]) =>
      insist(key, anywhere, (call, headers) =>
        call('POST', '/grants/redeem', { token, digest }, headers),
      );
    const told = new Map<string, Insisted>();
    await Promise.all(
      wishes.map(async (wish) => {
        told.set(wish.key, await ask(wish));
        troubles.answered();
      }),
    );
    await troubles.over();

    const outcomes = wishes.map((wish) => {
      const insisted = told.get(wish.key);
      if (!insisted) throw new Error(`${wish.key} was never answered.`);
      return { ...wish, ...insisted };
    });
    const sumOf = (name: 'broken' | 'unsettled') =>
      outcomes.reduce((sum, each) => sum + each[name], 0);
    const about = `seed ${SEED}, ${sumOf('broken')} broken, ${sumOf('unsettled')} unsettled`;
    // Troubles that reached nobody would prove nothing.
    expect(sumOf('broken'), about).toBeGreaterThan(0);
    const redeemed = await db().event.findMany({ where: { kind: 'grant.redeemed' } });
    const executions = new Map(
      redeemed.map(({ leaf }) => {
        const { payload } = JSON.parse(leaf) as { payload: { grant: string; execution: string } };
        return [payload.grant, payload.execution];
      }),
    );
    expect(redeemed, about).toHaveLength(grants.length);
    for (const { grantId } of grants) {
      const mine = outcomes.filter(({ grant }) => grant.grantId === grantId);
      const won = mine.filter(({ answer }) => answer.status === 200);
      expect(won, about).toHaveLength(1);
      expect(won[0]?.answer.body.executionId, about).toBe(executions.get(grantId));
      for (const { answer } of mine) {
        if (answer.status === 200) continue;
        expect([answer.status, slugOf(answer)], about).toEqual([409, 'already-redeemed']);
      }
    }
    // Nothing acknowledged is lost: whoever asks again under the same key is told the same.
    for (const outcome of outcomes) {
      const { answer } = await ask(outcome);
      expect(answer.status, about).toBe(outcome.answer.status);
      if (answer.status === 200) expect(answer.body, about).toEqual(outcome.answer.body);
    }
    expect(await db().event.count({ where: { kind: 'grant.redeemed' } })).toBe(grants.length);
    expect(await verifyLog(db())).toMatchObject({ faults: [], differences: [] });
  },
  SIZES.withinMs,
);
