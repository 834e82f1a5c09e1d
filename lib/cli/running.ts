import { constants } from 'node:os';
import process from 'node:process';
import { revealedText } from '@/lib/text/visible';

/**
 * What a command has started, to be stopped in the opposite order, each before the next: those who
 * use a thing end before the thing.
 */
export class Running {
  private readonly started: { name: string; stop: () => Promise<unknown> }[] = [];
  private stopping: Promise<void> | undefined;

  add(name: string, stop: () => Promise<unknown>): void {
    this.started.push({ name, stop });
  }

  /** Stops everything once, however often it is asked; a failure does not keep the rest running. */
  stopAll(): Promise<void> {
    this.stopping ??= (async () => {
      for (let each = this.started.pop(); each; each = this.started.pop()) {
        try {
          await each.stop();
        } catch (error) {
          console.error(`${each.name} did not stop cleanly: ${String(error)}`);
        }
      }
    })();
    return this.stopping;
  }
}

/** Settles with the reason when someone wants this command to end, or the one who ran it is gone. */
function askedToStop(): Promise<NodeJS.Signals | 'orphaned'> {
  return new Promise((resolve) => {
    // A terminal's Ctrl-C arrives twice, from it and passed on by npm: later ones change nothing.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(signal));
    }
    process.on('disconnect', () => resolve('orphaned'));
  });
}

/**
 * Runs a command that starts things: what it started is stopped when it returns or fails, and when
 * someone asks it to end. The process then exits with the code that `body` returned, 1 when it
 * failed, and 128 and the signal's number when it was asked to end before it was done.
 */
export async function runAndStop(body: (running: Running) => Promise<number>): Promise<never> {
  const running = new Running();
  const asked = askedToStop();
  let code = 1;
  try {
    const first = await Promise.race([body(running), asked]);
    if (typeof first === 'number') code = first;
    else if (first !== 'orphaned') {
      code = 128 + constants.signals[first];
      console.log('\nStopping …');
    }
  } catch (error) {
    // It may quote what was sent from outside, or a program's output.
    console.error(`\n${revealedText(error instanceof Error ? error.message : String(error))}`);
    code = 1;
  }
  await running.stopAll();
  process.exit(code);
}
