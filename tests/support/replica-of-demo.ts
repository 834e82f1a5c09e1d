import { join } from 'node:path';
import { startApp } from '@/lib/cli/app-server';
import { readRunRecord } from '@/lib/cli/run-record';
import { freePort } from '@/lib/db/embedded';
import { demoFile } from './browser';
import type { DemoFile } from './demo';

export interface Replica {
  /** The same installation at this process's own address. */
  demo: DemoFile;
  /** Ends it as an upgrade does, and waits until it has. */
  stop(): Promise<void>;
  /** Serves again, at the same address. */
  start(): Promise<void>;
}

/** Another process of the demo that the browser tests share: one that a test may take away. */
export async function startReplica(): Promise<Replica> {
  const home = process.env.E2E_HOME ?? '';
  const record = readRunRecord(home);
  if (!record?.settings) throw new Error(`No server runs in ${home}.`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = { ...record.settings, PUBLIC_URL: url };
  const serve = () =>
    startApp({ port, settings, logFile: join(home, 'logs', 'replica.log'), mode: 'start' });
  let app: Awaited<ReturnType<typeof serve>> | undefined = await serve();
  return {
    demo: { ...demoFile(), url },
    async stop() {
      await app?.stop();
      app = undefined;
    },
    async start() {
      app ??= await serve();
    },
  };
}
