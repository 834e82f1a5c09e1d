// Runs one command and ends it when whoever asked for it goes away. The asker holds the other end
// of the IPC channel: when it dies, by kill -9 too, the kernel closes the channel. Plain JavaScript,
// so that it starts at once and depends on nothing that may be half installed.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * @type {{command: string, args: string[], cwd?: string, uid?: number, gid?: number,
 *   signals: NodeJS.Signals[], graceMs: number, isGroup: boolean, removeAtEnd: string[]}}
 */
const order = JSON.parse(process.argv[2] ?? '{}');

const child = spawn(order.command, order.args, {
  cwd: order.cwd,
  uid: order.uid,
  gid: order.gid,
  stdio: ['ignore', 'inherit', 'inherit'],
  // A group of its own: a Ctrl-C in the terminal must not reach it before those that use it stopped.
  detached: true,
});

/** @param {NodeJS.Signals} signal */
const signalChild = (signal) => {
  if (child.pid === undefined) return;
  try {
    process.kill(order.isGroup ? -child.pid : child.pid, signal);
  } catch {
    // It is gone already, which is what the signal was for.
  }
};

let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  [...order.signals, 'SIGKILL'].forEach((signal, step) => {
    setTimeout(() => signalChild(/** @type {NodeJS.Signals} */ (signal)), step * order.graceMs);
  });
};

/** @param {Record<string, unknown>} message */
const finish = (message) => {
  // What the command started and left behind goes with it.
  if (order.isGroup) signalChild('SIGKILL');
  for (const path of order.removeAtEnd) rmSync(path, { recursive: true, force: true });
  if (!process.connected) process.exit(0);
  process.send?.(message, () => process.exit(0));
};

child.once('spawn', () => process.connected && process.send?.({ pid: child.pid }));
child.once('error', (error) => finish({ error: error.message }));
child.once('exit', (code, signal) => finish({ exit: { code, signal } }));
process.once('disconnect', stop);
process.on('message', stop);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
