import { readFileSync } from 'node:fs';

/** The end of a log, for the message that says why its program ended; empty when there is none. */
export function logTail(path: string, characters: number): string {
  try {
    return readFileSync(path, 'utf8').slice(-characters).trim();
  } catch {
    return '';
  }
}
