import { readFileSync } from 'node:fs';

/** The parent of a process, as Linux tells it: what a keeper started has the keeper for parent. */
export function parentOf(pid: number): number {
  // The name in brackets may itself hold spaces and brackets: the fields start after the last one.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[1]);
}
