import { describe, expect, test } from 'vitest';
import { getAction } from '@/lib/actions/server/get-action';
import { db } from '@/lib/db/client';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { compareWithLog } from '@/lib/log/rebuild';
import { type Tx, write } from '@/lib/log/write';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { makeLoneCast } from '../../support/acting-alone';
import { as, asSystem } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptDocument, adoptIn, adoptTerms, shippedBut } from '../../support/policy';

await testDatabase();
const cast = await makeLoneCast();
const { ask, begun, commander, executor, grantOf, propose, proposing } = cast;

const refusal = (slug: string, status = 409) => expect.objectContaining({ slug, status });
const asShipped = () => adoptDocument(SHIPPED_DOCUMENT);
await asShipped();

async function redeem(actionId: string) {
  const grant = await grantOf(actionId);
  if (!grant) throw new Error('The action has no grant.');
  return redeemGrant(as(executor), { token: grant.token, digest: grant.digest });
}

/** Whether somebody in this database waits for a lock. */
const isSomebodyWaiting = async () =>
  (
    await db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
  ).length > 0;

/** A promise, and what fulfils it. */
function gate(): [opened: Promise<void>, open: () => void] {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}

/** Runs one change, and another that has to wait for it; the first ends once the second waits. */
async function oneAfterTheOther<T>(
  first: (tx: Tx) => Promise<unknown>,
  second: () => Promise<T>,
): Promise<T> {
  const [held, hasHeld] = gate();
  const [waited, hasWaited] = gate();
  const holding = write(asSystem(), async (tx) => {
    await first(tx);
    hasHeld();
    await waited;
  });
  await held;
  const after = second();
  await expect.poll(isSomebodyWaiting, { timeout: 10_000 }).toBe(true);
  hasWaited();
  await holding;
  return after;
}

describe('a change of policy', () => {
  const tighter = shippedBut({ mode: 'propose', evidenceHold: 'person' });

  test('waits for whoever mints, redeems or releases', async () => {
    const { id, version } = await db().policy.findFirstOrThrow();
    const adopted = await oneAfterTheOther(
      (tx) => holdPolicy(tx, { id, version }),
      () => adoptDocument(tighter),
    );
    expect(adopted).toBeGreaterThan(version);
    await asShipped();
  });

  test('that commits first is what a release, an approval and a redemption go by', async () => {
    const [gathering, able] = [await begun(), await proposing()];
    const held = await oneAfterTheOther(
      (tx) => adoptIn(tx, tighter),
      () => ask(gathering.id, 'evidence'),
    );
    expect(held.state).toBe('waiting');
    await asShipped();
    const action = await oneAfterTheOther(
      (tx) => adoptIn(tx, tighter),
      () => propose(able.id),
    );
    expect(action.state).toBe('pending_approval');
    await asShipped();
    const later = await propose((await proposing()).id);
    const redeemed = oneAfterTheOther(
      (tx) => adoptIn(tx, tighter),
      () => redeem(later.id),
    );
    await expect(redeemed).rejects.toEqual(refusal('not-eligible'));
    await asShipped();
  });
});

test('of a redemption and a tightening at once, the record has one order', async () => {
  for (let round = 0; round < 8; round++) {
    await asShipped();
    const { id } = await proposing();
    const action = await propose(id);
    const [redeemed] = await Promise.allSettled([
      redeem(action.id),
      adoptTerms({ mode: 'propose' }),
    ]);
    if (redeemed.status === 'rejected') {
      expect(redeemed.reason).toEqual(refusal('not-eligible'));
    }
    const { state } = await getAction(as(commander), { actionId: action.id, waitS: 0 });
    expect(state).toBe(redeemed.status === 'fulfilled' ? 'redeemed' : 'approved');
  }
  await asShipped();
}, 60_000);

test('the log folds to exactly these tables', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
