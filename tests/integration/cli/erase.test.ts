import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

const database = await testDatabase();

/** A command of ours on this database, and what it said. */
async function run(command: 'admin' | 'verify', ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.url, PUBLIC_URL: 'http://localhost:3000' };
  const script = ['lib/cli/bootstrap.mjs', command, ...args];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, script, { env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

test('the command shows what would go, erases once it is sure, and verifying says what is gone', async () => {
  const { admin, investigation } = await makeCast();
  const { id } = await investigation();
  const erase = (...more: string[]) =>
    run('admin', 'erase', id, '--reason', 'a name stood in it', '--by', admin.email, ...more);

  const unsure = await erase();
  expect(unsure.said).toContain(`investigation ${id}: `);
  expect(unsure.said).toContain('Nothing was erased. Say it again with --yes');
  expect(unsure.code).toBe(1);
  const kept = { stream: id, erasedSeq: { not: null } };
  expect(await db().eventContent.count({ where: kept })).toBe(0);

  const sure = await erase('--yes');
  expect(sure.said).toMatch(/Erased: the texts of \d+ events, 0 kept decision pages\./);
  expect(sure.code).toBe(0);
  expect(await db().eventContent.count({ where: kept })).toBeGreaterThan(0);
  expect((await readStream(id, 0, 100)).at(-1)?.kind).toBe('content.erased');
  expect((await erase('--yes')).said).toContain('nothing is left that could be erased');

  const verified = await run('verify');
  expect(verified.said).toMatch(/ leaves erased on .+ by Ada, because a name stood in it/);
  expect(verified.said).toContain('0 faults, 0 rows that differ');
  expect(verified.code).toBe(0);

  const unnamed = await run('admin', 'erase', id, '--yes');
  expect(unnamed.said).toContain('--reason: is needed');
  expect(unnamed.said).toContain('--by: is needed');
  expect(unnamed.code).not.toBe(0);
}, 120_000);
