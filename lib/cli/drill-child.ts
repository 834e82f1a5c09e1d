import { join } from 'node:path';
import { keep } from '@/lib/db/keep';
import { provisionDrill } from '@/lib/db/provision-drill';
import type { Installation } from './installation';
import { PROJECT_ROOT } from './paths';
import { step } from './progress';
import type { RunRecord } from './run-record';
import type { Running } from './running';

/** Starts the drill: a shop that breaks, the investigator that looks into it, and the executor. */
export async function startDrill(options: {
  home: string;
  installation: Installation;
  demoFile: string;
  record: RunRecord;
  running: Running;
}): Promise<void> {
  const { home, installation, record, running } = options;
  await step('Starting the drill', async () => {
    const drill = await keep({
      command: process.execPath,
      args: ['--import', 'tsx', join('lib', 'drill', 'run.ts')],
      cwd: PROJECT_ROOT,
      env: {
        DATABASE_URL: undefined,
        DATABASE_OWNER_URL: undefined,
        COUNTERSIGN_DEMO_FILE: options.demoFile,
        COUNTERSIGN_DRILL_HOME: join(home, 'drill'),
        DRILL_DATABASE_URL: await provisionDrill(installation),
      },
      logFile: join(home, 'logs', 'drill.log'),
    });
    let isStopping = false;
    running.add('the drill', () => {
      isStopping = true;
      return drill.stop();
    });
    record.addChild('drill', drill.pid);
    const noticeEnd = async () => {
      const { code, signal } = await drill.ended;
      if (isStopping) return;
      console.error(
        `\nThe drill ended with ${code ?? signal}; the app goes on. Its log is ${join(home, 'logs', 'drill.log')}.`,
      );
    };
    void noticeEnd();
  });
}
