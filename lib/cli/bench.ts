/**
 * `npm run bench`: measures speed on this machine, against what the same machine can do, and ends
 * everything it started. The database is a fresh one with the demo's durable settings; it and all
 * else goes when the run ends.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { startEmbedded } from '@/lib/db/embedded';
import { writePrivately } from '@/lib/db/kept-secret';
import { migrate } from '@/lib/db/migrate';
import { provision } from '@/lib/db/provision';
import { startApp } from './app-server';
import { buildApp, isBuilt } from './build-app';
import { portFrom, readArguments } from './command-line';
import { ensureChromium } from './install-chromium';
import { type Installation, settingsFor } from './installation';
import { PROJECT_ROOT } from './paths';
import { step } from './progress';
import { runAndStop, type Running } from './running';
import { withSettings } from './with-settings';

const USAGE =
  'npm run bench -- [--brief] [--only drift,ingest,glass,content,scripts,revocation,grants,decision,floor,room,viewers,lighthouse] [--out FILE]';

/** A run that takes longer than this has hung. */
const LONGEST_MS = 20 * 60_000;

/** Of a machine's set-up, not of someone's own server: figures are to be compared. */
async function startDatabase(home: string, running: Running) {
  const server = await step('Starting PostgreSQL', () =>
    startEmbedded({ home, isTemporary: true }),
  );
  running.add('PostgreSQL', server.stop);
  const installation = await step('Preparing the database', async () => {
    const { adminUrl } = server;
    const database = 'countersign';
    const made = await provision({ adminUrl, home, database });
    await migrate(made.ownerUrl);
    return { home, database, adminUrl, appUrl: made.appUrl } satisfies Installation;
  });
  return { installation, postgresPid: server.pid };
}

/** Runs what measures as a process of its own, so that set-up and measuring do not share a heap. */
function measure(name: 'main' | 'drift-main', file: string, running: Running): Promise<number> {
  const script = join(PROJECT_ROOT, 'tests', 'bench', `${name}.ts`);
  const flags = ['--import', 'tsx', '--conditions=react-server'];
  const child = spawn(process.execPath, [...flags, script, file], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const deadline = setTimeout(() => {
    console.error(`The run took longer than ${LONGEST_MS / 60_000} minutes and was ended.`);
    child.kill('SIGTERM');
  }, LONGEST_MS);
  const ended = new Promise<number>((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => settle(code ?? 1));
  }).finally(() => clearTimeout(deadline));
  running.add('the measuring', () => {
    child.kill('SIGTERM');
    return ended;
  });
  return ended;
}

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, {
    options: {
      brief: { type: 'boolean', default: false },
      only: { type: 'string' },
      out: { type: 'string', default: join('.countersign', 'bench.json') },
    },
  });
  const from = process.env.INIT_CWD ?? PROJECT_ROOT;
  const outFile = isAbsolute(values.out) ? values.out : resolve(from, values.out);
  const only = values.only?.split(',') ?? null;
  if (only?.includes('drift') ?? true) {
    const ended = await measure(
      'drift-main',
      outFile.replace(/(\.json)?$/, '-drift.json'),
      running,
    );
    const isAll = only?.every((measured) => measured === 'drift') ?? false;
    if (ended !== 0 || isAll) return ended;
  }
  const chromiumPath = await ensureChromium();
  if (!isBuilt()) {
    const logFile = join(PROJECT_ROOT, '.countersign', 'logs', 'build.log');
    await step('Building the app', () => buildApp(logFile, running));
  }
  const folder = join(PROJECT_ROOT, '.countersign');
  mkdirSync(folder, { recursive: true });
  const home = mkdtempSync(join(folder, 'bench-'));
  const { installation, postgresPid } = await startDatabase(home, running);
  const port = await portFrom(undefined, 3000);
  const settings = { ...settingsFor(installation, 'demo', port), LOG_LEVEL: 'warn' };
  const { users, agents, executor } = await step('Seeding', () =>
    withSettings(settings, async () => {
      const { seedDemo } = await import('./seed-demo');
      return seedDemo(join(home, 'keys', 'identities.json'));
    }),
  );
  const app = await step('Starting the app', () =>
    startApp({
      port,
      settings,
      logFile: join(home, 'logs', 'app.log'),
      mode: 'start',
      onStarted: (kept) => running.add('the app', kept.stop),
    }),
  );
  const contextFile = join(home, 'keys', 'bench-context.json');
  const context = {
    url: `http://localhost:${port}`,
    appPid: app.pid,
    postgresPid,
    adminUrl: installation.adminUrl,
    database: installation.database,
    settings,
    users,
    agent: agents[0],
    executor,
    chromiumPath,
    isBrief: values.brief,
    only: only?.filter((measured) => measured !== 'drift') ?? null,
    outFile,
  };
  writePrivately(contextFile, JSON.stringify(context));
  return measure('main', contextFile, running);
});
