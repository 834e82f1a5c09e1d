/**
 * `npm start`: serves in production, behind whatever ends TLS. It refuses what production must not
 * be: sample secrets, a plain public address, users of a demo, tables of another version, a login
 * that could rewrite the log.
 */
import { spawn } from 'node:child_process';
import { assertNotOwner } from '@/lib/db/assert-not-owner';
import { inServer } from '@/lib/db/in-server';
import { pendingMigrations } from '@/lib/db/pending-migrations';
import { checkProduction, parseEnv } from '@/lib/env';
import { buildTables } from './build-tables';
import { isBuilt, serveCommand } from './build-app';
import { portFrom, readArguments } from './command-line';
import { PROJECT_ROOT } from './paths';
import { runAndStop } from './running';

const USAGE = 'npm start -- [--port N] [--host ADDRESS]';

async function demoUsers(url: string): Promise<string[]> {
  const found = await inServer(url, (client) =>
    client.query<{ email: string }>(
      "SELECT email FROM person WHERE email LIKE '%@demo.local' ORDER BY email",
    ),
  );
  return found.rows.map(({ email }) => email);
}

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, {
    options: { port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' } },
  });
  const settings = parseEnv({ ...process.env, COUNTERSIGN_PROFILE: 'production' });
  const url = settings.DATABASE_URL;
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    throw new Error(
      `The database lacks ${pending.length} migrations (${pending.join(', ')}). Run, with the owner's address in DATABASE_OWNER_URL: npm run db -- migrate`,
    );
  }
  const refusals = checkProduction(settings, await demoUsers(url));
  if (refusals.length > 0) {
    throw new Error(`Not started:\n${refusals.map((each) => `  - ${each}`).join('\n')}`);
  }
  await assertNotOwner(url);
  // Usually done by the migration; a fold may change without one.
  await buildTables({ DATABASE_URL: url, AUTH_SECRET: settings.AUTH_SECRET });
  if (!isBuilt()) {
    throw new Error('The app is not built from these sources. Run: npm run build');
  }

  const port = await portFrom(values.port ?? process.env.PORT ?? '3000', 3000);
  const app = spawn(process.execPath, serveCommand(values.host, port), {
    cwd: PROJECT_ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      COUNTERSIGN_PROFILE: 'production',
      DATABASE_OWNER_URL: undefined,
    },
  });
  const ended = new Promise<number>((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code) => resolve(code ?? 1));
  });
  running.add('the app', () => {
    app.kill('SIGTERM');
    return ended;
  });
  return ended;
});
