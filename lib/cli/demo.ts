/**
 * `npm run demo`: the whole product on this machine, with something going wrong in a shop of its
 * own. Everything it starts ends with it; everything it keeps lies in one folder.
 */
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { writePrivately } from '@/lib/db/kept-secret';
import { startApp } from './app-server';
import { buildApp, isBuilt } from './build-app';
import { buildTables } from './build-tables';
import { homeFrom, portFrom, readArguments } from './command-line';
import { startDrill } from './drill-child';
import { openInstallation, settingsFor } from './installation';
import { step, table } from './progress';
import { claimHome } from './run-record';
import { runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = 'npm run demo -- [--port N] [--data DIR] [--no-drill]';

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, {
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      'no-drill': { type: 'boolean', default: false },
    },
  });
  const home = homeFrom(values.data, '.countersign');
  const record = await claimHome(home, 'demo');
  running.add('the record', async () => record.clear());
  // Whoever waits for this file waits for this run: it is there while the demo is ready.
  const demoFiles = [...new Set([home, homeFrom(undefined, '.countersign')])].map((folder) =>
    join(folder, 'demo.json'),
  );
  const removeDemoFiles = () => demoFiles.forEach((file) => rmSync(file, { force: true }));
  removeDemoFiles();
  running.add('the demo file', async () => removeDemoFiles());

  const port = await portFrom(values.port, 3000);
  const installation = await openInstallation(home, record, running);
  const settings = settingsFor(installation, 'demo', port);
  await buildTables(settings);
  const { users, agents, executor } = await step('Seeding the demo', () =>
    withSettings(settings, async () => {
      const { seedDemo } = await import('./seed-demo');
      return seedDemo(join(home, 'keys', 'demo-identities.json'));
    }),
  );
  if (!isBuilt()) {
    await step('Building the app', () => buildApp(join(home, 'logs', 'build.log'), running));
  }
  const app = await step('Starting the app', () =>
    startApp({
      port,
      settings,
      logFile: join(home, 'logs', 'app.log'),
      mode: 'start',
      onStarted(kept) {
        running.add('the app', kept.stop);
        record.addChild('app', kept.pid);
      },
    }),
  );

  const url = `http://localhost:${port}`;
  const alertmanager = {
    url: `${url}/api/webhooks/alertmanager`,
    token: settings.ALERTMANAGER_TOKEN,
  };
  const demo = { url, users, agents, executor, alertmanager };
  for (const file of demoFiles) writePrivately(file, `${JSON.stringify(demo, null, 2)}\n`);
  record.setUrl(url, settings);
  if (!values['no-drill']) {
    await startDrill({ home, installation, demoFile: join(home, 'demo.json'), record, running });
  }

  const rows = users.map(({ email, password, roles }) => [email, password, roles.join(', ')]);
  console.log(`\nCountersign is ready at ${url}\n`);
  console.log(table([['sign in as', 'password', 'role'], ...rows]));
  console.log(`\nKeys of the agents are in ${demoFiles.at(-1)}, logs in ${join(home, 'logs')}.`);
  console.log('Ctrl-C stops everything and keeps the data.');
  const { code, signal } = await app.ended;
  throw new Error(
    `The app ended with ${code ?? signal}; its log is ${join(home, 'logs')}/app.log.`,
  );
});
