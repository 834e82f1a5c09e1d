import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT_ROOT } from './set-up.mjs';

/**
 * Runs lib/cli/COMMAND.ts and passes on its exit code. The channel to it closes when this process
 * dies in any way, and the command ends what it started when that happens.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function runCommand(command, args) {
  const script = join(PROJECT_ROOT, 'lib', 'cli', `${command}.ts`);
  if (!/^[a-z]+$/.test(command) || !existsSync(script)) {
    throw new Error(`There is no command "${command}".`);
  }
  // Code of the server runs here outside Next, which is what the condition stands for.
  const flags = ['--import', 'tsx', '--conditions=react-server'];
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: PROJECT_ROOT,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, forward);
  }
  const watch = watchForOrphaning(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * npm runs this through a shell. The shell may die of a signal without passing it on, and npm may be
 * killed outright: either way one of them is handed to another parent. Outside npm that is no reason
 * to end: whoever started it in the background meant it to stay.
 * @param {() => void} onOrphaned
 */
function watchForOrphaning(onOrphaned) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(watch);
    onOrphaned();
  }, 500);
  watch.unref();
  return watch;
}

/**
 * The parent of another process, where the system tells it in a file; null elsewhere.
 * @param {number} pid
 */
function parentOf(pid) {
  try {
    // The name in brackets may itself hold spaces and brackets: the fields start after the last one.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1];
  } catch {
    return null;
  }
}
