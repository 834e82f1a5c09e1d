/**
 * Asks a running demo for the next drill: `tsx lib/drill/again.ts [--force] [options]`, with
 * COUNTERSIGN_DRILL_HOME as the demo has it and the options of options.ts. A drill whose
 * investigation is still open is only ended with --force. SIGUSR2 to run.ts asks for the same
 * again.
 */
import { askAgain } from './again-request';
import { drillEnvironment, required } from './env';
import { readOptions, USAGE } from './options';

const home = required(drillEnvironment().home, 'COUNTERSIGN_DRILL_HOME');
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== '--force');
try {
  readOptions(args);
  askAgain(home, { args, isForced: args.length < given.length });
  process.stdout.write('Asked for another drill.\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
