// The door of every command: `node lib/cli/bootstrap.mjs COMMAND [ARGUMENT…]`. Plain JavaScript with
// no dependencies, for it is what installs them.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Countersign needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}

// Only now: what is imported may use what an older Node does not know.
const { setUp } = await import('./set-up.mjs');
const { runCommand } = await import('./run-command.mjs');

const [command = '', ...args] = process.argv.slice(2);
try {
  await setUp({ isForServing: command === 'start' });
  process.exitCode = await runCommand(command, args);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
