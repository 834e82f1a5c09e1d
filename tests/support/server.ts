import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '@/lib/cli/app-server';
import { buildApp, isBuilt } from '@/lib/cli/build-app';
import { PROJECT_ROOT } from '@/lib/cli/paths';
import { freePort } from '@/lib/db/embedded';
import { logTail } from '@/lib/cli/log-tail';

export const TEST_ALERTMANAGER_TOKEN = 'the-alert-source-of-the-tests-a-token-long-enough';

export interface TestServer {
  /** With the name that the server accepts as origin: http://localhost:PORT. */
  url: string;
  port: number;
  pid: number;
  /** Settles once it has ended, however. */
  ended: Promise<unknown>;
  /** What it logged lately, for the message of a failing test. */
  log(): string;
  /** Ends it by its process id and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a crash would, with no chance to say goodbye. */
  kill(): Promise<void>;
}

export interface TestServerOptions {
  /** The application's login of a test database. */
  databaseUrl: string;
  /** Shared by the replicas of one installation; a folder of its own when left out. */
  home?: string;
  port?: number;
  /** The origin to accept, for replicas behind one address. */
  publicUrl?: string;
  settings?: Record<string, string>;
}

/**
 * Starts the app as production runs it, on a test database and a free port. Several may run at once,
 * on one database too.
 */
export async function startServer(options: TestServerOptions): Promise<TestServer> {
  if (!isBuilt()) await buildApp(join(PROJECT_ROOT, '.countersign', 'logs', 'build.log'));
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'countersign-app-'));
  const logFile = join(home, 'logs', `app-${port}.log`);
  const app = await startApp({
    port,
    logFile,
    mode: 'start',
    settings: {
      DATABASE_URL: options.databaseUrl,
      PUBLIC_URL: options.publicUrl ?? url,
      AUTH_SECRET: 'a secret of the tests alone, long enough for every check',
      ALERTMANAGER_TOKEN: TEST_ALERTMANAGER_TOKEN,
      COUNTERSIGN_HOME: home,
      COUNTERSIGN_PROFILE: 'test',
      GRANT_KEYS_FILE: join(home, 'keys', 'grant.json'),
      LOG_LEVEL: 'warn',
      ...options.settings,
    },
  });
  const cleanUp = () => {
    if (options.home === undefined) rmSync(home, { recursive: true, force: true });
  };
  return {
    url,
    port,
    pid: app.pid,
    ended: app.ended,
    log: () => logTail(logFile, 4_000),
    async stop() {
      await app.stop();
      cleanUp();
    },
    async kill() {
      process.kill(-app.pid, 'SIGKILL');
      await app.ended;
      cleanUp();
    },
  };
}
