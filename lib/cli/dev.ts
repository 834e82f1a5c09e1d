/** `npm run dev`: the app from its sources, reloaded at each change, on a database of its own. */
import { join } from 'node:path';
import { startApp } from './app-server';
import { buildTables } from './build-tables';
import { homeFrom, portFrom, readArguments } from './command-line';
import { openInstallation, settingsFor } from './installation';
import { step, table } from './progress';
import { claimHome } from './run-record';
import { runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = 'npm run dev -- [--port N] [--data DIR]';

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, {
    options: { port: { type: 'string' }, data: { type: 'string' } },
  });
  const home = homeFrom(values.data, join('.countersign', 'development'));
  const record = await claimHome(home, 'dev');
  running.add('the record', async () => record.clear());
  const port = await portFrom(values.port, 3000);
  const installation = await openInstallation(home, record, running);
  const settings = settingsFor(installation, 'development', port);
  await buildTables(settings);
  const { users } = await step('Seeding users, agents and services', () =>
    withSettings(settings, async () => {
      const { seedDemo } = await import('./seed-demo');
      return seedDemo(join(home, 'keys', 'demo-identities.json'));
    }),
  );
  const logFile = join(home, 'logs', 'app.log');
  const app = await step('Starting the app', () =>
    startApp({
      port,
      settings,
      logFile,
      mode: 'dev',
      onStarted(kept) {
        running.add('the app', kept.stop);
        record.addChild('app', kept.pid);
      },
    }),
  );
  record.setUrl(`http://localhost:${port}`, settings);
  const rows = users.map(({ email, password, roles }) => [email, password, roles.join(', ')]);
  console.log(`\nCountersign is ready at http://localhost:${port}; its log is ${logFile}\n`);
  console.log(table([['sign in as', 'password', 'role'], ...rows]));
  const { code, signal } = await app.ended;
  throw new Error(`The app ended with ${code ?? signal}; its log is ${logFile}.`);
});
