import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own terms: with the pid, it tells processes apart. */
  startedAt: string;
  command: string;
}

/**
 * Who runs under a pid now, or null. A pid alone proves nothing: after a restart of the machine or
 * its container the same number belongs to another process.
 */
export function identify(pid: number): ProcessIdentity | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return null;
  }
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
  } catch {
    return null; // It ended while we looked.
  }
}

function fromProc(pid: number): ProcessIdentity | null {
  // The name in brackets may itself hold spaces and brackets: the fields start after the last one.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  if (fields[0] === 'Z') return null; // Ended; only its parent has not taken notice.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { pid, startedAt: `${boot}/${fields[19] ?? ''}`, command };
}

function fromPs(pid: number): ProcessIdentity {
  const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  }).trim();
  return { pid, startedAt: line.slice(0, 24), command: line.slice(24).trim() };
}

/** Whether the process once recorded is still the one that runs under its pid. */
export function isSameProcess(recorded: { pid: number; startedAt: string }): boolean {
  return identify(recorded.pid)?.startedAt === recorded.startedAt;
}

/**
 * Ends a process that is not our child: asks, waits, and insists after `graceMs`.
 * `isGroup` addresses the group that it leads.
 */
export async function endProcess(
  recorded: { pid: number; startedAt: string },
  { signal = 'SIGTERM' as NodeJS.Signals, graceMs = 5_000, isGroup = false } = {},
): Promise<void> {
  const send = (what: NodeJS.Signals) => {
    try {
      process.kill(isGroup ? -recorded.pid : recorded.pid, what);
    } catch {
      // Gone in between.
    }
  };
  if (!isSameProcess(recorded)) return;
  send(signal);
  const isGone = await until(() => !isSameProcess(recorded), graceMs);
  if (isGone) return;
  send('SIGKILL');
  await until(() => !isSameProcess(recorded), graceMs);
}

/** Looks every 20 ms until the condition holds; false when it did not within `withinMs`. */
export async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  return true;
}
