import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { locateBinaries } from './binaries';
import { placeCluster } from './cluster-place';
import { createCluster } from './cluster-create';
import { keep, type Kept } from './keep';
import { keptSecret, readSecret } from './kept-secret';
import { endLeftoverServer, lockStatus } from './postmaster-lock';
import { until } from './process-identity';
import { serverAccount } from './server-account';

export interface EmbeddedOptions {
  /** The folder for data, password and log; made when absent. */
  home: string;
  /** False gives up surviving a power cut for speed: for tests. */
  isDurable?: boolean;
  /** A fixed port, to come back where clients expect the server. */
  port?: number;
  /** Deletes the whole home once the server ended, whichever way its user ended. */
  isTemporary?: boolean;
}

export interface EmbeddedServer {
  /** The superuser's address of the database `postgres`. */
  adminUrl: string;
  port: number;
  /** The postmaster's. */
  pid: number;
  ended: Kept['ended'];
  /** Fast shutdown: sessions are ended, everything committed is kept. */
  stop(): Promise<void>;
}

const START_WITHIN_MS = 60_000;
const ATTEMPTS = 5;

/** What passes by itself: a port taken in between, memory of a killed server not yet released. */
const TRANSIENT =
  /Address already in use|could not bind|shared memory block|could not create lock file/i;

/**
 * Starts a real PostgreSQL from npm on a loopback port, with a random superuser password and no
 * trusted logins. It ends when this process ends in any way; a server that an earlier process
 * left behind is ended first.
 * @throws Error in one sentence, with the end of the server's log where that says more.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = resolve(options.home);
  const account = serverAccount();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  // The server's account passes through root's folder to its data, and reads nothing on the way.
  if (account) chmodSync(home, statSync(home).mode | 0o011);
  const binaries = locateBinaries(home, account);
  const passwordFile = join(home, 'keys', 'postgres-superuser');
  const place = placeCluster(home, account, readSecret(passwordFile) === undefined);
  if (existsSync(place.data) && readSecret(passwordFile) === undefined) {
    throw new Error(
      `${place.data} holds data whose password, once in ${passwordFile}, is gone. Put it back, or delete that folder to start empty.`,
    );
  }
  const password = keptSecret(passwordFile);
  const isDurable = options.isDurable ?? true;
  await createCluster({ binaries, place, account, password, isDurable });
  await endLeftoverServer(place.data);

  const logFile = join(home, 'logs', 'postgres.log');
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const readFrom = existsSync(logFile) ? statSync(logFile).size : 0;
    const kept = await keep({
      command: binaries.postgres,
      args: ['-D', place.data, '-p', String(port), ...settings(isDurable)],
      cwd: place.folder,
      env: { LC_ALL: 'C', PGDATA: undefined, PGPORT: undefined },
      ...(account && { uid: account.uid, gid: account.gid }),
      logFile,
      signals: ['SIGINT', 'SIGQUIT'],
      graceMs: 10_000,
      isGroup: false,
      removeAtEnd: options.isTemporary ? [home, place.folder] : [],
    });
    if (await isReady(kept, place.data)) {
      return {
        adminUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
        port,
        pid: kept.pid,
        ended: kept.ended,
        stop: async () => void (await kept.stop()),
      };
    }
    await kept.stop();
    const said = logTail(logFile, readFrom);
    if (attempt === ATTEMPTS || !TRANSIENT.test(said)) {
      throw new Error(`PostgreSQL did not start; its log (${logFile}) ends:\n${said}`);
    }
    await endLeftoverServer(place.data);
  }
}

function settings(isDurable: boolean): string[] {
  const wanted: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(!isDurable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolvePort(address.port);
        else reject(new Error('No free port was found.'));
      });
    });
  });
}

async function isReady(kept: Kept, data: string): Promise<boolean> {
  let hasEnded = false;
  const noticeEnd = async () => {
    await kept.ended;
    hasEnded = true;
  };
  void noticeEnd();
  const isUp = () => {
    const lock = lockStatus(data);
    return lock?.pid === kept.pid && lock.status === 'ready';
  };
  await until(() => hasEnded || isUp(), START_WITHIN_MS);
  return !hasEnded && isUp();
}

function logTail(path: string, from: number): string {
  const size = Math.max(0, statSync(path).size - from);
  const start = from + Math.max(0, size - 2_000);
  const buffer = Buffer.alloc(from + size - start);
  const file = openSync(path, 'r');
  readSync(file, buffer, 0, buffer.length, start);
  closeSync(file);
  return buffer.toString('utf8').trim();
}
