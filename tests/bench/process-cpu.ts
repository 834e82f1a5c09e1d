import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts processor time for its users in hundredths of a second (proc_pid_stat(5)). */
const MS_A_TICK = 10;

interface Stat {
  parent: number;
  /** User and system time, that of children waited for included, in ms. */
  cpuMs: number;
  /** What of it is in memory, in MB. */
  residentMb: number;
}

const PAGE_MB = 4096 / 1e6;

function statOf(pid: string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself hold spaces and brackets: fields start after the last one.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    const residentMb = (fields[21] ?? 0) * PAGE_MB;
    return { parent: fields[1] ?? 0, cpuMs: ticks * MS_A_TICK, residentMb };
  } catch {
    return undefined; // Ended in between.
  }
}

/** A process and all below it. */
function tree(root: number): Stat[] {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const stat = statOf(name);
    if (stat) stats.set(Number(name), stat);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = stats.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  return [...stats].filter(([pid]) => isBelow(pid)).map(([, stat]) => stat);
}

/** Processor time that a process and all below it have used so far, in ms; Linux only. */
export const treeCpuMs = (root: number): number =>
  tree(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

/** What of a process and all below it is in memory, in MB; Linux only. */
export const memoryMb = (root: number): number =>
  tree(root).reduce((sum, { residentMb }) => sum + residentMb, 0);
