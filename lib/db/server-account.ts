import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the machine's `postgres` account
 * where there is one, else as `nobody`, which every system has: set-up adds no accounts. For
 * anyone else it runs as they are: undefined.
 * @throws Error when root finds neither account.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(([name, , uid]) => name === wanted && uid !== '0');
    if (found) return { name: wanted, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as. Run this as a normal user, or set DATABASE_URL.',
  );
}

/** Whether the account can get to a path and do `test` on it (-x enter or run, -w write). */
export function canReach(account: ServerAccount | undefined, test: '-x' | '-w', path: string) {
  try {
    execFileSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', path], {
      cwd: '/',
      stdio: 'ignore',
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    return true;
  } catch {
    return false;
  }
}
