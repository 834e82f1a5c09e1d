import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimHome, readRunRecord } from '@/lib/cli/run-record';
import { identify } from '@/lib/db/process-identity';

/** A process that does nothing until it is ended, at the head of its own group. */
function idle() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], {
    detached: true,
    stdio: 'ignore',
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('No process was started.');
  return { child, pid, ended: once(child, 'exit') };
}

describe('a folder that a command keeps its things in', () => {
  let home: string;
  const file = () => join(home, 'run.json');
  const rewrite = (change: (record: Record<string, unknown>) => object) =>
    writeFileSync(file(), JSON.stringify(change(JSON.parse(readFileSync(file(), 'utf8')))));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'countersign-record-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is refused to a second command while the first runs, in words that help', async () => {
    const record = await claimHome(home, 'demo');
    record.setUrl('http://localhost:3000', {});
    await expect(claimHome(home, 'demo')).rejects.toThrow(
      /already runs on .* at http:\/\/localhost:3000 .* -- --data DIR/,
    );
    record.clear();
    await expect(claimHome(home, 'demo')).resolves.toBeDefined();
  });

  it('goes to exactly one of two commands that start at the same moment', async () => {
    const both = await Promise.allSettled([claimHome(home, 'demo'), claimHome(home, 'demo')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps what it records from other users of the machine', async () => {
    await claimHome(home, 'demo');
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('is taken over from a command that was killed, whose children are ended first', async () => {
    const left = idle();
    const record = await claimHome(home, 'demo');
    record.addChild('app', left.pid);
    rewrite((found) => ({ ...found, owner: { pid: process.pid, startedAt: 'an earlier boot/1' } }));
    await claimHome(home, 'demo');
    await left.ended;
    expect(identify(left.pid)).toBeNull();
  });

  it('spares a process that only has the number of a recorded one', async () => {
    const innocent = idle();
    await claimHome(home, 'demo');
    rewrite((found) => ({
      ...found,
      owner: { pid: process.pid, startedAt: 'an earlier boot/1' },
      children: [{ name: 'app', pid: innocent.pid, startedAt: 'an earlier boot/2' }],
    }));
    await claimHome(home, 'demo');
    expect(identify(innocent.pid)).not.toBeNull();
    innocent.child.kill('SIGKILL');
    await innocent.ended;
  });

  it('tells other commands what runs in it, and nothing once that is gone', async () => {
    const record = await claimHome(home, 'demo');
    record.setUrl('http://localhost:3000', { DATABASE_URL: 'postgresql://a@b/c' });
    expect(readRunRecord(home)).toMatchObject({
      command: 'demo',
      settings: { DATABASE_URL: 'postgresql://a@b/c' },
    });
    record.clear();
    expect(readRunRecord(home)).toBeNull();
  });
});
