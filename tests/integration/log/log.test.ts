import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { brokenCommitments, type KeptFields } from '@/lib/log/commitment';
import { eraseLeaves } from '@/lib/log/erase';
import { leafHash } from '@/lib/log/canonical';
import { readStream } from '@/lib/log/read';
import { compareWithLog, rebuild } from '@/lib/log/rebuild';
import { verifyLog } from '@/lib/log/verify';
import { write } from '@/lib/log/write';
import { asSystem, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

const database = await testDatabase();

const joined = (name: string) => ({ kind: 'person.joined', payload: { name } });
const invited = {
  kind: 'person.invited',
  payload: { email: 'a@tests.local', roles: role('observer') },
};

describe('the log', () => {
  test('gives gapless seq to writers that race for one stream', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        write(asSystem(), (tx) => tx.append('usr_race', [i ? joined(`n${i}`) : invited])),
      ),
    );
    const events = await readStream('usr_race', 0, 100);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const times = events.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });

  test('stores the exact text that was hashed, and keeps names out of it', async () => {
    const person = await makePerson('Ada Lovelace', role('observer'));
    const rows = await db().event.findMany({
      where: { stream: person.id },
      orderBy: { seq: 'asc' },
    });
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(leafHash(row.leaf).equals(Buffer.from(row.hash))).toBe(true);
      expect(row.leaf).not.toContain('Lovelace');
      expect(row.leaf).not.toContain(person.email);
    }
    const contents = await db().eventContent.findMany({
      where: { stream: person.id },
      orderBy: { seq: 'asc' },
    });
    for (const [i, content] of contents.entries()) {
      const kept = JSON.parse(content.fields) as KeptFields;
      const leaf = JSON.parse(rows[i]?.leaf ?? '{}') as { payload: Record<string, unknown> };
      expect(brokenCommitments(leaf.payload, kept)).toEqual([]);
    }
  });

  test.each(['UPDATE "event" SET "kind" = $$x$$', 'DELETE FROM "event"', 'TRUNCATE "event"'])(
    'is refused by PostgreSQL itself, to the application and to the owner: %s',
    async (statement) => {
      await makePerson('Someone', role('observer'));
      for (const connectionString of [database.url, database.ownerUrl]) {
        const client = new Client({ connectionString });
        await client.connect();
        await expect(client.query(statement)).rejects.toThrow(/append-only|permission denied/);
        await client.end();
      }
    },
  );

  test('commits an event and its projection together or not at all', async () => {
    const failing = write(asSystem(), async (tx) => {
      await tx.append('usr_half', [
        { kind: 'person.invited', payload: { ...invited.payload, email: 'half@tests.local' } },
      ]);
      throw new Error('halfway');
    });
    await expect(failing).rejects.toThrow('halfway');
    expect(await db().stream.findUnique({ where: { id: 'usr_half' } })).toBeNull();
    expect(await db().person.findUnique({ where: { id: 'usr_half' } })).toBeNull();
  });

  test('reads an erased name as erased, with its proof still standing', async () => {
    const person = await makePerson('To Be Erased', role('observer'));
    const where = { stream_seq: { stream: person.id, seq: 2 } };
    const { fields } = await db().eventContent.findUniqueOrThrow({ where });
    for (const data of [{ fields: fields.replace('Erased', 'Forged') }, { actorName: 'Mallory' }]) {
      await expect(db().eventContent.update({ where, data })).rejects.toThrow(/not changed/);
    }
    await eraseLeaves(db(), person.id, [2], 3);
    await expect(db().eventContent.update({ where, data: { fields } })).rejects.toThrow(
      /not changed/,
    );
    expect((await verifyLog(db())).faults, 'nobody says that they erased it').toEqual([
      `${person.id} 2: its content is gone, and no event says who erased it`,
    ]);
    const [event] = await readStream(person.id, 1, 1);
    expect(event?.payload.name).toBe('[erased]');
    const row = await db().event.findFirstOrThrow({ where: { stream: person.id, seq: 2 } });
    expect(leafHash(row.leaf).equals(Buffer.from(row.hash))).toBe(true);
    await rebuild(db());
  });

  test('rebuilds the projections exactly from empty', async () => {
    await makePerson('Grace', role('commander', 'checkout'));
    expect(await compareWithLog(db())).toEqual([]);
    await db().person.updateMany({ data: { name: 'Mallory' } });
    expect((await compareWithLog(db())).length).toBeGreaterThan(0);
    await rebuild(db());
    expect(await compareWithLog(db())).toEqual([]);
  });
});
