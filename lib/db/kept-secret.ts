import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its owner can read, all of it or nothing. */
export function writePrivately(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** The kept secret at this path, or undefined when none was made yet. */
export function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The kept secret at this path, made at first use: 192 random bits, fit for an address. */
export function keptSecret(path: string): string {
  const kept = readSecret(path);
  if (kept !== undefined) {
    chmodSync(path, 0o600);
    return kept;
  }
  const secret = randomBytes(24).toString('base64url');
  writePrivately(path, `${secret}\n`);
  return secret;
}
