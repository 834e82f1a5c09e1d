import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from './paths';
import type { Running } from './running';

/** Runs a program of the project in the foreground; true when it ended well. */
export function runTool(
  running: Running,
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  const path = join(PROJECT_ROOT, 'node_modules', script);
  const child = spawn(process.execPath, [path, ...args], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  running.add(script, () => {
    child.kill('SIGTERM');
    return ended;
  });
  return ended;
}
