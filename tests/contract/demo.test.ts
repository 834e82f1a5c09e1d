import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROJECT_ROOT } from '@/lib/cli/paths';
import { freePort } from '@/lib/db/embedded';
import { identify, until } from '@/lib/db/process-identity';
import { parentOf } from '../support/parent-of';

interface Demo {
  url: string;
  users: { email: string; password: string; roles: string[] }[];
  agents: { id: string; name: string; key: string }[];
  executor: { id: string; key: string };
  alertmanager: { url: string; token: string };
}

/** What the record in the demo's folder says it started. */
interface Started {
  owner: { pid: number };
  children: { name: string; pid: number }[];
}

describe('npm run demo', { timeout: 300_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
  const demoFile = join(home, 'demo.json');
  const recordFile = join(home, 'run.json');
  let port: number;
  let said = '';

  beforeAll(async () => {
    port = await freePort();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const command = () => {
    const args = ['lib/cli/bootstrap.mjs', 'demo', '--no-drill', '--port', String(port)];
    const child = spawn(process.execPath, args, {
      cwd: PROJECT_ROOT,
      // A server that the tests were pointed to is not the demo's.
      env: { ...process.env, COUNTERSIGN_HOME: home, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    return child;
  };
  const start = async (): Promise<{ child: ChildProcess; demo: Demo; started: Started }> => {
    const child = command();
    const isReady = await until(
      () => (existsSync(demoFile) && said.includes('is ready at')) || child.exitCode !== null,
      280_000,
    );
    if (!isReady || child.exitCode !== null) throw new Error(`The demo did not start:\n${said}`);
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
    return { child, demo: read(demoFile), started: read(recordFile) };
  };
  const areGone = ({ children }: Started) =>
    until(() => children.every(({ pid }) => identify(pid) === null), 20_000);

  let first: Demo;

  it('is ready when the file that says so is there, as the contract describes it', async () => {
    const { child, demo, started } = await start();
    first = demo;
    expect(statSync(demoFile).mode & 0o777).toBe(0o600);
    expect(demo.url).toBe(`http://localhost:${port}`);
    expect(demo.users.map(({ email, roles }) => [email, ...roles])).toEqual([
      ['commander@demo.local', 'commander'],
      ['approver@demo.local', 'approver'],
      ['approver2@demo.local', 'approver'],
      ['auditor@demo.local', 'auditor'],
      ['observer@demo.local', 'observer'],
      ['admin@demo.local', 'admin'],
    ]);
    const headers = { Authorization: `Bearer ${demo.agents[0]?.key}` };
    const services = await fetch(`${demo.url}/api/v1/services`, { headers });
    expect(services.status).toBe(200);
    const { items } = (await services.json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name).sort()).toEqual(['checkout', 'payments', 'storefront']);

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(await areGone(started)).toBe(true);
    expect(existsSync(demoFile)).toBe(false);
    expect(existsSync(recordFile)).toBe(false);
  });

  it('gives out the same sign-ins and keys again, and refuses a second one beside it', async () => {
    const { child, demo, started } = await start();
    expect(demo).toEqual(first);
    const output = vi.fn<(text: string) => void>();
    const second = command();
    second.stderr?.on('data', (chunk) => output(String(chunk)));
    const [code] = await once(second, 'close');
    expect(code).toBe(1);
    expect(output.mock.calls.join('')).toMatch(/already runs on .* at http:\/\/localhost:\d+/);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(await areGone(started)).toBe(true);
  });

  it('loses nothing when everything is killed, and clears up at the next start', async () => {
    const { child, started } = await start();
    // Bottom up would let each notice; all that could notice go first.
    const keepers = started.children.map(({ pid }) => parentOf(pid));
    for (const pid of [started.owner.pid, ...keepers]) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(started.children.every(({ pid }) => identify(pid) !== null)).toBe(true);

    const again = await start();
    expect(await areGone(started)).toBe(true);
    expect(again.demo).toEqual(first);
    again.child.kill('SIGINT');
    await once(again.child, 'exit');
    expect(await areGone(again.started)).toBe(true);
  });
});
