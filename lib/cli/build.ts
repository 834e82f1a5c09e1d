/** `npm run build`: the app built for production, unless it is built from the same sources. */
import { join } from 'node:path';
import { buildApp, isBuilt } from './build-app';
import { PROJECT_ROOT } from './paths';
import { step } from './progress';
import { runAndStop } from './running';

await runAndStop(async (running) => {
  if (isBuilt()) console.log('The app is built from these sources.');
  else {
    const logFile = join(PROJECT_ROOT, '.countersign', 'logs', 'build.log');
    await step('Building the app', () => buildApp(logFile, running));
  }
  return 0;
});
