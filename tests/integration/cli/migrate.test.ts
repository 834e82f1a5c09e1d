import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { buildProjections } from '@/lib/log/build';
import { compareWithLog } from '@/lib/log/rebuild';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

const database = await testDatabase();

async function migrate(): Promise<string> {
  const { DATABASE_URL: _, STATEMENT_TIMEOUT_MS: __, ...rest } = process.env;
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'db', 'migrate'], {
    env: { ...rest, DATABASE_OWNER_URL: database.adminUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code, said).toBe(0);
  return said;
}

test('migrating writes the tables that are new from the log, and only once', async () => {
  const { proposed } = await makeCast();
  await proposed();
  await buildProjections();
  // As an upgrade finds a table that its own migrations have just made.
  await db().$executeRaw`DELETE FROM "agent_use"`;
  await db().projectionBuild.delete({ where: { name: 'agent_use' } });

  expect(await migrate()).toContain('Writing agent_use from the log');
  expect(await compareWithLog(db())).toEqual([]);
  expect(await migrate()).not.toContain('from the log');
}, 60_000);
