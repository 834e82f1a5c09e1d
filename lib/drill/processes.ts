import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DRILL = new URL('./', import.meta.url);
const ROOT = fileURLToPath(new URL('../../', DRILL));

/** How a TypeScript file of the drill is started: Node with tsx, no shell. */
export function nodeArguments(file: string, args: readonly string[]): string[] {
  return ['--import', 'tsx', fileURLToPath(new URL(file, DRILL)), ...args];
}

export const workingFolder = ROOT;

/**
 * Starts a file of the drill as a child that ends when this process does: it holds an IPC channel,
 * and exits when that closes. `file` is relative to lib/drill.
 */
export function startChild(file: string, args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, DRILL)), [...args], {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Asks a child to end, and ends it for good after `graceMs`; resolves once it is gone. */
export async function stopChild(child: ChildProcess, graceMs = 4000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
