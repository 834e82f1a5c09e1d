/**
 * The drill of `npm run demo`: a real fault in a small shop, found by the reference investigator
 * and undone by the executor once people have signed.
 *
 *   COUNTERSIGN_DEMO_FILE    the demo file of the contract: where the server is, and the keys
 *   COUNTERSIGN_DRILL_HOME   folder for logs, deployments and metrics; the last three drills stay
 *   DRILL_DATABASE_URL       PostgreSQL for the payments service, under a role of its own
 *
 * Options: see options.ts. Another drill, with other options, starts on request: run again.ts, or
 * send SIGUSR2 for the same. It is refused while an investigation is open, unless forced, for that
 * would leave it without its agent.
 *
 * Everything it starts ends with it, and it ends on SIGTERM, on SIGINT, and with its parent: when
 * the IPC channel closes or, without one, when the pipe on standard input does.
 */
import { fstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeAgain, type AgainRequest } from './again-request';
import { drillEnvironment, required } from './env';
import { startDrill, type Drill } from './one-drill';
import { readOptions } from './options';
import { siteAt } from './site/layout';
import type { Settings } from './site/settings';
import { sayAs } from '@/lib/drill/say';

const KEEP_DRILLS = 3;
const POLL_MS = 400;

const environment = drillEnvironment();
const demoFile = required(environment.demoFile, 'COUNTERSIGN_DEMO_FILE');
const home = required(environment.home, 'COUNTERSIGN_DRILL_HOME');
required(environment.databaseUrl, 'DRILL_DATABASE_URL');
const say = sayAs('drill');

let drill: Drill | null = null;
let isEnding = false;

async function end(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await Promise.race([drill?.stop(), delay(8000)]);
  process.exit(code); // children that are left lose their IPC channel and end too
}

let signalled: AgainRequest | null = null;
let args = process.argv.slice(2);
process.on('SIGUSR2', () => {
  signalled = { args, isForced: false };
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
if (process.send) process.on('disconnect', () => void end(0));
else if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) {
  process.stdin.on('close', () => void end(0)).resume();
}

/** A folder of its own for every drill; the oldest ones go. */
function newFolder(name: string): string {
  const folder = join(home, 'drills');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const old = readdirSync(folder)
    .sort()
    .slice(0, -(KEEP_DRILLS - 1));
  for (const each of old) rmSync(join(folder, each), { recursive: true, force: true });
  return join(folder, name);
}

async function startNext(settings: Omit<Settings, 'drill'>): Promise<Drill> {
  const name = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  return startDrill(siteAt(newFolder(name)), { ...settings, drill: name }, demoFile, say);
}

takeAgain(home); // whatever was asked of an earlier run
try {
  drill = await startNext(readOptions(args));
  for (;;) {
    await delay(POLL_MS);
    const request = signalled ?? takeAgain(home);
    signalled = null;
    if (!request) continue;
    if (!drill.isOver() && !request.isForced) {
      say('an investigation is still open: decide or stop it first, or ask with --force');
      continue;
    }
    const next = readOptions(request.args);
    args = request.args;
    say('ends this drill and starts another');
    await drill.stop();
    drill = await startNext(next);
  }
} catch (error) {
  process.stderr.write(`drill: ${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}
