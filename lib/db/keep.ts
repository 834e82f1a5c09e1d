import { spawn } from 'node:child_process';
import { openSync, closeSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

export interface KeepOrder {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  uid?: number;
  gid?: number;
  /** Where its output is appended; the file's folder is made. */
  logFile: string;
  /** Sent one after the other, `graceMs` apart, then SIGKILL. */
  signals?: NodeJS.Signals[];
  graceMs?: number;
  /** Whether signals go to the whole process group; PostgreSQL wants them at its head alone. */
  isGroup?: boolean;
  /** Folders to delete once it ended, even when this process is no longer there to do it. */
  removeAtEnd?: string[];
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: string;
}

export interface Kept {
  pid: number;
  keeperPid: number;
  /** Settles when the command ended, for whatever reason. */
  ended: Promise<Ended>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<Ended>;
}

type KeeperMessage = { pid: number } | { error: string } | { exit: Omit<Ended, 'error'> };

/**
 * Starts a command under a keeper, which ends it when this process ends in any way.
 * @throws Error when the command cannot be started.
 */
export async function keep(order: KeepOrder): Promise<Kept> {
  const { logFile, env, ...rest } = order;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  const whole = {
    signals: ['SIGTERM'],
    graceMs: 5_000,
    isGroup: true,
    removeAtEnd: [],
    ...rest,
  };
  const keeper = spawn(process.execPath, [KEEPER, JSON.stringify(whole)], {
    cwd: '/',
    // An undefined variable is one that the command shall not have.
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);

  let last: Ended = { code: null, signal: null, error: 'its keeper was killed' };
  const ended = new Promise<Ended>((resolve) => {
    keeper.once('exit', () => resolve(last));
    keeper.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
  });
  const started = new Promise<number>((resolve, reject) => {
    keeper.on('message', (message: KeeperMessage) => {
      if ('pid' in message) resolve(message.pid);
      else if ('exit' in message) last = message.exit;
      else last = { code: null, signal: null, error: message.error };
    });
    void ended.then((end) =>
      reject(
        new Error(`${order.command} could not be started: ${end.error ?? `exit ${end.code}`}`),
      ),
    );
  });
  const pid = await started;
  return {
    pid,
    keeperPid: keeper.pid ?? 0,
    ended,
    async stop() {
      if (keeper.connected) keeper.send({ stop: true });
      return ended;
    },
  };
}
