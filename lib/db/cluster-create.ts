import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries';
import type { ClusterPlace } from './cluster-place';
import type { ServerAccount } from './server-account';

const run = promisify(execFile);

interface NewCluster {
  binaries: PostgresBinaries;
  place: ClusterPlace;
  account: ServerAccount | undefined;
  password: string;
  isDurable: boolean;
}

/**
 * Makes the data directory where there is none: UTF-8, one collation on every machine, passwords
 * by SCRAM for every login. It appears under its name only when it is complete.
 * @throws Error when initdb fails, or when the data are of another major version.
 */
export async function createCluster(wanted: NewCluster): Promise<void> {
  const { binaries, place, account } = wanted;
  if (existsSync(join(place.data, 'PG_VERSION'))) {
    const major = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
    if (major === binaries.major) return;
    throw new Error(
      `${place.data} was made by PostgreSQL ${major}, and this is ${binaries.major}. Dump it with the old version, or delete the folder to start empty.`,
    );
  }
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(place.folder, 'password');
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${wanted.password}\n`, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(wanted.isDurable ? [] : ['--no-sync']),
      ],
      {
        cwd: place.folder,
        env: { ...process.env, LC_ALL: 'C' },
        ...(account && { uid: account.uid, gid: account.gid }),
      },
    );
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`PostgreSQL's data could not be made in ${place.folder}: ${said || error}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.data);
}
