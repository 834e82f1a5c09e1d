import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from './paths';
import type { Running } from './running';

/**
 * Runs a program of the project; true when it ended well. What it says comes as it is said, or, where
 * it runs beside another, together at its end.
 */
export function runTool(
  running: Running,
  script: string,
  args: string[],
  { env = {}, isBeside = false }: { env?: Record<string, string>; isBeside?: boolean } = {},
): Promise<boolean> {
  const path = join(PROJECT_ROOT, 'node_modules', script);
  const child = spawn(process.execPath, [path, ...args], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', isBeside ? 'pipe' : 'inherit', isBeside ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env },
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => said.push(chunk));
  }
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
  running.add(script, () => {
    child.kill('SIGTERM');
    return ended;
  });
  return ended;
}
