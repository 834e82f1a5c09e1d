import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep } from '@/lib/db/keep';
import { identify, until } from '@/lib/db/process-identity';

describe('a kept command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-keep-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (script: string, more: object = {}) =>
    keep({
      command: process.execPath,
      args: ['-e', script],
      logFile: join(folder, 'log'),
      graceMs: 300,
      ...more,
    });

  it('passes on how it ended, and its output to the log', async () => {
    const kept = await run('console.log("said"); process.exitCode = 7');
    expect(await kept.ended).toEqual({ code: 7, signal: null });
    expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('said');
  });

  it('says so when there is no such program', async () => {
    await expect(
      keep({ command: '/nowhere/program', args: [], logFile: join(folder, 'log') }),
    ).rejects.toThrow(/\/nowhere\/program could not be started: .*ENOENT/);
  });

  it('is asked to end, and ended when it does not listen', async () => {
    const kept = await run(
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6); console.log("deaf")',
    );
    expect(
      await until(() => readFileSync(join(folder, 'log'), 'utf8').includes('deaf'), 5_000),
    ).toBe(true);
    expect(await kept.stop()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(identify(kept.pid)).toBeNull();
    expect(identify(kept.keeperPid)).toBeNull();
  });

  it('takes along what it started itself', async () => {
    const kept = await run(`
      const child = require('child_process').spawn(process.execPath,
        ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
      console.log('child ' + child.pid);
      setInterval(() => {}, 1e6);`);
    const log = () => /child (\d+)/.exec(readFileSync(join(folder, 'log'), 'utf8'))?.[1];
    expect(await until(() => log() !== undefined, 5_000)).toBe(true);
    await kept.stop();
    expect(await until(() => identify(Number(log())) === null, 5_000)).toBe(true);
  });
});
