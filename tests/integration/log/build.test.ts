import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projections } from '@/lib/composition';
import { db } from '@/lib/db/client';
import { inServer } from '@/lib/db/in-server';
import { buildProjections } from '@/lib/log/build';
import { type Projection, projection } from '@/lib/log/projection';
import { compareWithLog } from '@/lib/log/rebuild';
import type { StoredEvent } from '@/lib/log/schema';
import { write } from '@/lib/log/write';
import { asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

const database = await testDatabase();

const tallyRow = z.object({ stream: z.string(), events: z.number().int() });
type Tally = z.infer<typeof tallyRow>;

/** Counts the events of each stream: a projection that an upgrade brings. */
const tally = (more: Partial<Projection<Tally>> = {}): Projection =>
  projection<Tally>({
    name: 'tally',
    key: 'stream',
    row: tallyRow,
    keysOf: ({ stream }) => [stream],
    fold: (row, { stream }) => ({ stream, events: (row?.events ?? 0) + 1 }),
    ...more,
  }) as unknown as Projection;

const withTally = (more?: Partial<Projection<Tally>>) => [...projections, tally(more)];
const tallies = () =>
  db().$queryRaw<Tally[]>`SELECT "stream", "events" FROM "tally" ORDER BY "stream"`;
const heads = () =>
  db().$queryRaw<Tally[]>`SELECT "id" AS "stream", "head" AS "events" FROM "stream" ORDER BY "id"`;

const last = { events: 0 };
beforeAll(async () => {
  const { proposed, sign } = await makeCast();
  await sign(await proposed());
  // More streams than one batch takes.
  for (let i = 0; i < 70; i++) await makePerson(`Person ${i}`, role('observer'));
  await inServer(database.ownerUrl, (owner) =>
    owner.query('CREATE TABLE "tally" ("stream" text PRIMARY KEY, "events" int NOT NULL)'),
  );
  last.events = await db().event.count();
}, 60_000);

beforeEach(async () => {
  await buildProjections();
  await db().projectionBuild.deleteMany({ where: { name: 'tally' } });
  await db().$executeRaw`DELETE FROM "tally"`;
});

describe('a log that is there already', () => {
  test('gives a new projection its table, whole, and does so once', async () => {
    expect(await buildProjections(withTally())).toEqual(['tally']);
    expect(await tallies()).toEqual(await heads());
    expect(await buildProjections(withTally())).toEqual([]);
  });

  test('leaves every table alone that was built before', async () => {
    const { id, name } = await db().person.findFirstOrThrow();
    await db().person.update({ where: { id }, data: { name: 'Not what the log says' } });
    await buildProjections(withTally());
    expect(await compareWithLog(db())).toHaveLength(1);
    await db().person.update({ where: { id }, data: { name } });
  });

  test('fills what an upgrade before this left empty', async () => {
    await db().$executeRaw`DELETE FROM "agent_use"`;
    await db().projectionBuild.delete({ where: { name: 'agent_use' } });
    expect(await compareWithLog(db())).not.toEqual([]);
    expect(await buildProjections()).toEqual(['agent_use']);
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('is folded anew when the fold has another version, and what it makes no more goes', async () => {
    await buildProjections(withTally());
    const isPerson = ({ stream }: StoredEvent) => stream.startsWith('usr_');
    const fold: Projection<Tally>['fold'] = (row, event) =>
      isPerson(event) ? { stream: event.stream, events: (row?.events ?? 0) + 100 } : undefined;
    expect(await buildProjections(withTally({ version: 2, fold }))).toEqual(['tally']);
    const people = (await heads()).filter(({ stream }) => stream.startsWith('usr_'));
    expect(await tallies()).toEqual(
      people.map(({ stream, events }) => ({ stream, events: events * 100 })),
    );
    expect(await buildProjections(withTally({ version: 2, fold }))).toEqual([]);
  });
});

describe('a build', () => {
  test('that breaks off goes on where it stopped', async () => {
    const streams = (await heads()).map(({ stream }) => stream);
    const stop = streams.at(-1);
    const fold = tally().fold as Projection<Tally>['fold'];
    const breaking: Projection<Tally>['fold'] = (row, event, key) => {
      if (event.stream === stop) throw new Error('The process ended here.');
      return fold(row, event, key);
    };
    await expect(buildProjections(withTally({ fold: breaking }))).rejects.toThrow('ended here');
    const written = (await tallies()).map(({ stream }) => stream);
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(streams.length);

    const folded = new Set<string>();
    const noting: Projection<Tally>['fold'] = (row, event, key) => {
      folded.add(event.stream);
      return fold(row, event, key);
    };
    expect(await buildProjections(withTally({ fold: noting }))).toEqual(['tally']);
    expect(await tallies()).toEqual(await heads());
    expect(written.filter((stream) => folded.has(stream))).toEqual([]);
  });

  test('waits for whoever writes to a stream, and has what they wrote', async () => {
    const { id } = await db().person.findFirstOrThrow({ orderBy: { id: 'asc' } });
    let isBuilding: Promise<string[]> | undefined;
    await write(asSystem(), async (tx) => {
      await tx.lock(id);
      isBuilding = buildProjections(withTally());
      await expect.poll(waitsForLock, { timeout: 10_000 }).toBe(true);
      await tx.append(id, [{ kind: 'person.disabled', payload: { reason: 'Left.' } }]);
    });
    expect(await isBuilding).toEqual(['tally']);
    expect(await tallies()).toEqual(await heads());
  });

  test('by several processes at once is one build', async () => {
    const counted: string[] = [];
    const fold = tally().fold as Projection<Tally>['fold'];
    const noting: Projection<Tally>['fold'] = (row, event, key) => {
      counted.push(event.id);
      return fold(row, event, key);
    };
    await Promise.all([1, 2, 3].map(() => buildProjections(withTally({ fold: noting }))));
    expect(await tallies()).toEqual(await heads());
    expect(counted).toHaveLength(await db().event.count());
    expect(counted.length).toBeGreaterThanOrEqual(last.events);
  });
});

/** Whether somebody in this database waits for a row or a transaction. */
const waitsForLock = async () =>
  (
    await db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
  ).length > 0;
