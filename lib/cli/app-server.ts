import { createServer } from 'node:net';
import { keep, type Kept } from '@/lib/db/keep';
import { nextCommand, serveCommand } from './build-app';
import { logTail } from './log-tail';
import { PROJECT_ROOT } from './paths';

export interface AppOrder {
  port: number;
  /** The settings of lib/env.ts. */
  settings: Record<string, string>;
  logFile: string;
  mode: 'start' | 'dev';
  /** Runs as soon as there is a process, before it is ready. */
  onStarted?: (kept: Kept) => void;
}

const READY_WITHIN_MS = 90_000;

/**
 * Serves the app on the loopback and waits until it says that it is ready.
 * @throws Error with the end of its log when it ends or is not ready in time.
 */
export async function startApp(order: AppOrder): Promise<Kept> {
  const { port, settings, logFile, mode } = order;
  const kept = await keep({
    command: process.execPath,
    args:
      mode === 'start'
        ? serveCommand('127.0.0.1', port)
        : [nextCommand(), mode, '-H', '127.0.0.1', '-p', String(port)],
    cwd: PROJECT_ROOT,
    env: {
      NODE_ENV: mode === 'start' ? 'production' : 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_OWNER_URL: undefined,
      PORT: undefined,
      ...settings,
    },
    logFile,
    // It ends by itself in ten seconds.
    graceMs: 12_000,
  });
  order.onStarted?.(kept);
  const failure = await waitForReady(`http://127.0.0.1:${port}/api/health/ready`, kept);
  if (failure === null) return kept;
  await kept.stop();
  throw new Error(`${logTail(logFile, 4_000)}\n\nThe app ${failure} (${logFile}).`);
}

/** Null once the address answers 200; else why it does not. */
async function waitForReady(address: string, kept: Kept): Promise<string | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  let last = 'did not answer';
  let end: string | undefined;
  const noticeEnd = async () => {
    const { code, signal } = await kept.ended;
    end = `ended with ${code ?? signal}`;
  };
  void noticeEnd();
  while (Date.now() < deadline) {
    if (end !== undefined) return end;
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(20_000) });
      if (answer.ok) return null;
      last = `answered ${answer.status} to ${address}: ${(await answer.text()).slice(0, 500)}`;
    } catch {
      last = `did not answer at ${address}`;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return last;
}

/**
 * Whether a port can be used under the name `localhost`, which may mean either loopback address.
 */
export async function isPortFree(port: number): Promise<boolean> {
  const canListen = (host: string) =>
    new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', (error) => {
        resolve('code' in error && error.code !== 'EADDRINUSE' && error.code !== 'EACCES');
      });
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
    });
  return (await canListen('127.0.0.1')) && (await canListen('::1'));
}
