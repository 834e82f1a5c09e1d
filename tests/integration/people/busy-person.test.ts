import { describe, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import type { ActionOut } from '@/lib/actions/output';
import { lockPeople } from '@/lib/actions/server/lock-people';
import { db } from '@/lib/db/client';
import { compareWithLog } from '@/lib/log/rebuild';
import { write } from '@/lib/log/write';
import { changeRoles } from '@/lib/people/server/change-roles';
import { disablePerson } from '@/lib/people/server/disable-person';
import { as, asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { admin, proposed, sign } = cast;
const WORKERS = 7;

/** Signs one action again and again until something other than its being decided refuses it. */
async function signOn(action: ActionOut, by: PersonActor, over: AbortSignal): Promise<string> {
  while (!over.aborted) {
    try {
      await sign(action, 'approve', by);
    } catch (error) {
      const slug = String(Reflect.get(Object(error), 'slug'));
      if (slug !== 'already-decided') return slug;
    }
  }
  return 'never refused';
}

/** Somebody whose decisions never cease, each on an action of its own, so that they overlap. */
async function busyApprover(name: string) {
  const person = await makePerson(name, role('approver'));
  const actions: ActionOut[] = [];
  for (let i = 0; i < WORKERS; i++) actions.push(await proposed());
  const over = AbortSignal.timeout(20_000);
  const signing = Promise.all(actions.map((action) => signOn(action, person, over)));
  await Promise.all(
    actions.map((action) =>
      expect
        .poll(async () => (await db().action.findUnique({ where: { id: action.id } }))?.state)
        .toBe('approved'),
    ),
  );
  return { person, signing };
}

describe('a person whose decisions never cease', () => {
  test('is disabled all the same, and soon', async () => {
    const { person, signing } = await busyApprover('Busy');
    await disablePerson(as(admin), { personId: person.id, reason: 'Left.' });
    expect(new Set(await signing)).toEqual(new Set(['not-eligible']));
  }, 60_000);

  test('loses a role all the same, however the decisions overlap', async () => {
    const person = await makePerson('Bold', role('approver'));
    const relay = relayOn(person.id);
    await relay.begun;
    const { roles } = await changeRoles(as(admin), {
      personId: person.id,
      roles: role('observer'),
    }).finally(relay.end);
    expect(roles).toMatchObject(role('observer'));
    expect(await relay.lastSeen).toMatchObject(role('observer'));
  }, 30_000);
});

/**
 * Transactions that name a person, each taking its hold before the one before it lets go, or standing
 * in line for it. So there is always one, and whoever wants to change the person has to be let by.
 */
function relayOn(personId: string) {
  let isOver = false;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const waiting = async () =>
    (
      await db().$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
    ).length;
  async function leg(): Promise<RoleBinding[]> {
    let next: Promise<RoleBinding[]> | undefined;
    const held = await write(asSystem(), async (tx) => {
      const [person] = await lockPeople(tx, [personId]);
      taken += 1;
      const mine = taken;
      begin();
      if (!isOver) {
        next = leg();
        await expect
          .poll(async () => taken > mine || (await waiting()) >= 2, { timeout: 8000, interval: 5 })
          .toBe(true);
      }
      return person?.roles ?? [];
    });
    return next ?? held;
  }
  let taken = 0;
  const lastSeen = leg();
  return { begun, lastSeen, end: () => void (isOver = true) };
}

test('the log folds to exactly these tables', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
