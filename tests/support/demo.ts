import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@/lib/db/embedded';

/** What `npm run demo` leaves in demo.json. */
export interface DemoFile {
  url: string;
  users: { email: string; password: string; roles: string[] }[];
  agents: { id: string; name: string; key: string }[];
  executor: { id: string; key: string };
  alertmanager: { url: string; token: string };
}

export interface RunningDemo {
  file: DemoFile;
  /** The folder that holds all it keeps. */
  home: string;
  /** What it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does, waits, and removes its folder. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 300_000;

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Runs the demo as a person would, by its command, in a folder and on a port of its own. */
export async function startDemo(options: { hasDrill: boolean }): Promise<RunningDemo> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
  const port = await freePort();
  const args = ['demo', '--data', home, '--port', String(port)];
  const child = spawn(
    process.execPath,
    ['lib/cli/bootstrap.mjs', ...args, ...(options.hasDrill ? [] : ['--no-drill'])],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const stop = async () => {
    if (!hasEnded(child)) {
      child.kill('SIGINT');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    rmSync(home, { recursive: true, force: true });
  };
  const path = join(home, 'demo.json');
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!existsSync(path)) {
    if (hasEnded(child) || performance.now() > deadline) {
      await stop();
      throw new Error(`The demo did not get ready.\n${printed}`);
    }
    await delay(200);
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as DemoFile;
  return { file, home, output: () => printed, stop };
}
