import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_ROOT } from './binaries';
import { canReach, type ServerAccount } from './server-account';

export interface ClusterPlace {
  /** PostgreSQL's data directory; made by initdb, absent before. */
  data: string;
  /** Its parent, which the server's account can enter and write. */
  folder: string;
}

/**
 * Where the data of this home's PostgreSQL lies: inside the home, or, where root's server account
 * cannot get there, in a folder of its own under /var/lib named after the home.
 * `isFresh` says that the home holds no password: what an earlier, deleted home left is removed.
 */
export function placeCluster(
  home: string,
  account: ServerAccount | undefined,
  isFresh: boolean,
): ClusterPlace {
  const inside = join(home, 'postgres');
  if (!account) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    return { folder: inside, data: join(inside, 'data') };
  }
  if (prepare(inside, account)) return { folder: inside, data: join(inside, 'data') };
  if (!existsSync(join(inside, 'data'))) rmSync(inside, { recursive: true, force: true });

  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  const outside = join(SHARED_ROOT, `data-${name}`);
  if (isFresh) rmSync(outside, { recursive: true, force: true });
  mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o711 });
  if (prepare(outside, account)) return { folder: outside, data: join(outside, 'data') };
  throw new Error(
    `The account "${account.name}" can use neither ${inside} nor ${outside} for PostgreSQL's data. Name another folder with --data, or set DATABASE_URL.`,
  );
}

function prepare(folder: string, account: ServerAccount): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  } catch {
    return false; // A file system that knows no owners, or only root's.
  }
  return canReach(account, '-w', folder);
}
