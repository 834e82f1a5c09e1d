import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** A holder that says nothing for so long is not the one who wrote its pid. */
const LONGEST_HOLD_MS = 30 * 60_000;
/** Between making the file and writing the pid into it passes no time worth naming. */
const LONGEST_EMPTY_MS = 5_000;

/**
 * Waits until no other process holds the lock of this name, then holds the others off. A lock whose
 * holder is gone counts for nothing.
 * @param {string} folder
 * @param {string} name
 * @param {string} waitingFor what the holder does, for the line shown while waiting
 * @returns {Promise<() => void>} gives the lock back
 */
export async function holdLock(folder, name, waitingFor) {
  // PostgreSQL's account passes through a folder of root's; anyone else's is closed.
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const path = join(folder, `${name}.lock`);
  let sayAt = Date.now() + 1_000;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isStale(path)) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > sayAt) {
      console.log(`• Waiting for another command, which is ${waitingFor} …`);
      sayAt = Number.POSITIVE_INFINITY;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
}

/** @param {string} path */
function isStale(path) {
  try {
    const ageMs = Date.now() - statSync(path).mtimeMs;
    const holder = Number(readFileSync(path, 'utf8'));
    if (!holder) return ageMs > LONGEST_EMPTY_MS;
    return ageMs > LONGEST_HOLD_MS || !isAlive(holder);
  } catch {
    return false; // Given back in between.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
