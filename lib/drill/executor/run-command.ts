import { spawn } from 'node:child_process';
import { commandEnvironment } from '../env';
import { workingFolder } from '../processes';
import type { Allowed } from './allow-list';

const TIMEOUT_MS = 120_000;

/**
 * Runs an allowed command to its end and gives its exit code, null when it was ended by a signal or
 * never started. Every line it prints, on either stream, goes to `onLine` as it comes. The command
 * sees no environment but PATH and HOME: no key of the executor reaches it.
 */
export async function runCommand(
  { file, args }: Allowed,
  onLine: (line: string) => void,
): Promise<number | null> {
  const child = spawn(file, args, {
    cwd: workingFolder,
    env: commandEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    shell: false,
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    stream.on('end', () => {
      if (rest !== '') onLine(rest);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      onLine(`could not start: ${error.message}`);
      resolve(null);
    });
    child.on('close', (code) => resolve(code));
  });
}
