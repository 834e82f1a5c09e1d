import { closeSync, fstatSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

export type Level = 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  at: string;
  level: Level;
  service: string;
  release: string;
  message: string;
  [field: string]: unknown;
}

export type Log = (level: Level, message: string, fields?: Record<string, unknown>) => void;

const MAX_BYTES = 4 * 1024 * 1024;

const inodeAt = (path: string) => {
  try {
    return statSync(path).ino;
  } catch {
    return null; // renamed away by the other instance, or not yet made
  }
};

/**
 * A JSON line a call, appended to one file a service, which at 4 MiB becomes `FILE.1`: at most two
 * files are kept. Two instances of a service may share the file during a rollout: whoever finds it
 * renamed simply opens the new one.
 */
export function openJsonLog(path: string, service: string, release: string): Log {
  let fd = openSync(path, 'a');
  const reopen = () => {
    closeSync(fd);
    fd = openSync(path, 'a');
  };
  return (level, message, fields = {}) => {
    const { size, ino } = fstatSync(fd);
    if (inodeAt(path) !== ino) reopen();
    else if (size >= MAX_BYTES) {
      renameSync(path, `${path}.1`);
      reopen();
    }
    const at = new Date().toISOString();
    const line: LogLine = { at, level, service, release, message, ...fields };
    writeSync(fd, `${JSON.stringify(line)}\n`);
  };
}
