import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded, type EmbeddedServer } from '@/lib/db/embedded';
import { inServer } from '@/lib/db/in-server';
import { identify, until } from '@/lib/db/process-identity';
import { parentOf } from '../../support/parent-of';

const HOLDER = new URL('../../support/hold-postgres.ts', import.meta.url).pathname;

interface Held {
  holder: ChildProcess;
  adminUrl: string;
  pid: number;
}

async function hold(home: string): Promise<Held> {
  const holder = spawn(process.execPath, ['--import', 'tsx', HOLDER, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: holder.stdout })) {
    return { holder, ...JSON.parse(line) };
  }
  throw new Error('The holder ended before PostgreSQL was up.');
}

const rowsIn = async (server: EmbeddedServer | Held) =>
  inServer(server.adminUrl, async (client) => (await client.query('SELECT n FROM kept')).rows);

describe('PostgreSQL from npm', () => {
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'countersign-embedded-'));
    const server = await startEmbedded({ home, isDurable: false });
    await inServer(server.adminUrl, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS n'));
    await server.stop();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('keeps its rows from one start to the next', async () => {
    const server = await startEmbedded({ home, isDurable: false });
    expect(await rowsIn(server)).toEqual([{ n: 1 }]);
    await server.stop();
    expect(identify(server.pid)).toBeNull();
  });

  it('keeps its password to the owner of the folder, and lets nobody in without it', async () => {
    const server = await startEmbedded({ home, isDurable: false });
    const keys = join(home, 'keys');
    for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o077).toBe(0);
    const url = new URL(server.adminUrl);
    url.password = 'a guess';
    await expect(inServer(url.href, (client) => client.query('SELECT 1'))).rejects.toThrow(
      /password authentication failed/,
    );
    await server.stop();
  });

  it('comes back on the port that its clients know', async () => {
    const first = await startEmbedded({ home, isDurable: false });
    await first.stop();
    const second = await startEmbedded({ home, isDurable: false, port: first.port });
    expect(second.port).toBe(first.port);
    await second.stop();
  });

  it('ends when the process that uses it is killed', async () => {
    const { holder, pid } = await hold(home);
    holder.kill('SIGKILL');
    expect(await until(() => identify(pid) === null, 10_000)).toBe(true);
  });

  it('starts again over a server left running when its keeper was killed too', async () => {
    const held = await hold(home);
    process.kill(parentOf(held.pid), 'SIGKILL');
    held.holder.kill('SIGKILL');
    await once(held.holder, 'exit');
    expect(identify(held.pid)).not.toBeNull();
    const server = await startEmbedded({ home, isDurable: false });
    expect(identify(held.pid)).toBeNull();
    expect(await rowsIn(server)).toEqual([{ n: 1 }]);
    await server.stop();
  });

  it('starts again after the server itself was killed', async () => {
    const held = await hold(home);
    process.kill(held.pid, 'SIGKILL');
    const server = await startEmbedded({ home, isDurable: false });
    expect(await rowsIn(server)).toEqual([{ n: 1 }]);
    await server.stop();
    held.holder.kill();
  });

  it('is not kept from starting by a lock whose process id now belongs to another program', async () => {
    const server = await startEmbedded({ home, isDurable: false });
    const lock = join(home, 'postgres', 'data', 'postmaster.pid');
    const text = readFileSync(lock, 'utf8');
    await server.stop();
    writeFileSync(lock, text.replace(/^\d+/, String(process.pid)));
    const again = await startEmbedded({ home, isDurable: false });
    expect(await rowsIn(again)).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it('removes a temporary folder when it ends, however its user ended', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'countersign-embedded-'));
    const server = await startEmbedded({ home: temporary, isDurable: false, isTemporary: true });
    await server.stop();
    expect(() => statSync(temporary)).toThrow(/ENOENT/);
  });
});
