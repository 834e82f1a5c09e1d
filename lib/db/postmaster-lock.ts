import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, identify } from './process-identity';

/** Lines of postmaster.pid: pid, data folder, start, port, socket folder, address, memory, status. */
export function lockStatus(data: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  } catch {
    return null; // No server, or one that is just going.
  }
}

/**
 * Ends a server that still runs on this data folder though its keeper was killed, by the shutdown
 * that loses nothing, and clears the lock of one that is gone. PostgreSQL would clear it too,
 * except when another program runs under the recorded pid by now.
 */
export async function endLeftoverServer(data: string): Promise<void> {
  const lock = lockStatus(data);
  if (!lock) return;
  const running = identify(lock.pid);
  if (running?.command.includes('postgres') && running.command.includes(data)) {
    await endProcess(running, { signal: 'SIGINT', graceMs: 15_000 });
  }
  const after = lockStatus(data);
  if (after?.pid === lock.pid) rmSync(join(data, 'postmaster.pid'), { force: true });
}
