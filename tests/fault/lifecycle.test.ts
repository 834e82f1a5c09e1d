import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { verifyLog } from '@/lib/log/verify';
import { contractServer } from '../support/contract-server';
import { liftAll } from '../support/freezing';
import { adoptTerms } from '../support/policy';
import { fleetOf } from './fleet';
import { castOf } from './play/cast';
import { noteInstants, placedEvents } from './play/instants';
import { judge } from './play/judge';
import { bursts, type Move, OPENING, WHOLE_LIFE } from './play/moves';
import { Player } from './play/player';
import { SEED, SIZES } from './sizes';

const contract = await contractServer();
await noteInstants(contract.database.adminUrl);
const { urls } = await fleetOf(contract, 3);
/** How often each kind of event and each refusal came about, over all plays. */
const seen = new Map<string, number>();
const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/** Whatever still goes on after a play: nothing of it may reach the next one. */
async function end(cast: Awaited<ReturnType<typeof castOf>>): Promise<void> {
  await liftAll(...cast.lifters);
  const body = { control: 'stop', reason: 'The play is over.' };
  await cast.commander(0)('POST', `/investigations/${cast.investigationId}/controls`, body);
}

async function play(moves: Move[][]): Promise<void> {
  await adoptTerms({ approvals: 2 });
  const cast = await castOf(contract, urls);
  const player = new Player(cast);
  const startedUs = Date.now() * 1000;
  for (const burst of [OPENING, ...moves]) {
    await Promise.all(burst.map((move) => player.make(move)));
    await player.look();
  }
  const answered = { told: [...player.told], overdue: [...player.overdue] };
  const events = await placedEvents(cast.streams);
  await end(cast);
  for (const { kind, atUs } of events) if (atUs >= startedUs) see(kind);
  for (const { slug } of answered.told) if (slug) see(slug);
  expect(answered.told.filter(({ status }) => status >= 500)).toEqual([]);
  expect(judge(events, answered, startedUs)).toEqual([]);
}

test(
  'whatever is done at once at three processes, what is recorded is one lawful history, and every answer is true of it',
  async () => {
    await fc.assert(fc.asyncProperty(bursts, play), {
      seed: SEED,
      numRuns: SIZES.plays,
      examples: [[WHOLE_LIFE]],
      endOnFailure: true,
    });
    // Plays that never got anywhere would prove nothing.
    for (const kind of ['action.decided', 'grant.minted', 'grant.redeemed', 'action.amended']) {
      expect(seen.get(kind) ?? 0, `${kind} of ${JSON.stringify([...seen])}`).toBeGreaterThan(0);
    }
    const { faults, differences } = await verifyLog(db());
    expect(faults).toEqual([]);
    // Times were moved in the tables alone, to let them pass; all else must be the same.
    for (const { stored, folded } of differences) {
      expect({ ...stored, expiresAt: null }).toEqual({ ...folded, expiresAt: null });
    }
  },
  SIZES.withinMs,
);
