import { beforeAll, expect, test } from 'vitest';
import { projections } from '@/lib/composition';
import { db } from '@/lib/db/client';
import { inServer } from '@/lib/db/in-server';
import { statementName } from '@/lib/db/statement-names';
import { loadRows } from '@/lib/log/rows';
import { testDatabase } from '../../support/database';

const database = await testDatabase();

/** Loads from every table, twice, on one connection: the second time from the prepared statement. */
const loadAll = () =>
  db().$transaction(async (client) => {
    for (const each of [...projections, ...projections]) await loadRows(client, each, ['nobody']);
    return client.$queryRaw<{ name: string; calls: bigint }[]>`
      SELECT "name", "generic_plans" + "custom_plans" AS "calls" FROM pg_prepared_statements
      WHERE "name" LIKE 'cs\\_%' AND "generic_plans" + "custom_plans" > 1`;
  });

beforeAll(async () => {
  await loadAll();
});

test('a statement that comes again is not read and planned anew', async () => {
  expect((await loadAll()).length).toBeGreaterThanOrEqual(projections.length);
});

test('a migration that adds columns leaves the statements of running processes working', async () => {
  await inServer(database.ownerUrl, async (owner) => {
    for (const { name } of projections) {
      await owner.query(`ALTER TABLE "${name}" ADD COLUMN "ofTheNextVersion" text`);
    }
  });
  await expect(loadAll()).resolves.toBeDefined();
});

test('texts without end, such as lists of changing length, are not all kept', () => {
  const names = Array.from({ length: 2000 }, (_, i) => statementName({ sql: `SELECT ${i}` }));
  expect(names.filter((name) => name !== '').length).toBeLessThan(1000);
  expect(names.at(-1)).toBe('');
  expect(statementName({ sql: 'SELECT 0' })).toBe(names[0]);
  expect(new Set(names.slice(0, 100)).size).toBe(100);
});
