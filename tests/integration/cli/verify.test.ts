import { spawn } from 'node:child_process';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { inServer } from '@/lib/db/in-server';
import { makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

const database = await testDatabase();

/** Seconds that a statement has waited for a lock, the longest of those that do. */
async function waitedS(): Promise<number> {
  const { rows } = await inServer(database.adminUrl, (admin) =>
    admin.query<{ waited: number }>(
      `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - query_start)), 0)::float8 AS waited
       FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    ),
  );
  return rows[0]?.waited ?? 0;
}

test('verifying waits for a statement longer than a server may', async () => {
  await makePerson('Ada', role('observer'));
  const holder = new Client({ connectionString: database.adminUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('BEGIN; LOCK TABLE "person" IN ACCESS EXCLUSIVE MODE');
  const { STATEMENT_TIMEOUT_MS: _, ...rest } = process.env;
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'verify'], {
    env: { ...rest, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await expect.poll(waitedS, { timeout: 30_000, interval: 200 }).toBeGreaterThan(5.5);
  await holder.query('ROLLBACK');
  expect(await ended, said).toBe(0);
  expect(said).toContain('0 faults, 0 rows that differ');
}, 60_000);
