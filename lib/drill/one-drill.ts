import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { faultNamed } from './faults';
import { startChild, stopChild } from './processes';
import { breakShop, openShop } from './shop';
import { untilWarm } from './warm-up';
import { type Site, writeWhole } from './site/layout';
import type { Settings } from './site/settings';

const RESTART_MS = 2000;

type Say = (line: string) => void;

/** Starts a process of the drill, and starts it again if it ends by itself while wanted. */
function keepRunning(file: string, args: readonly string[], say: Say) {
  let child: ChildProcess;
  let isWanted = true;
  const start = () => {
    child = startChild(file, args);
    child.once('exit', (code) => {
      if (!isWanted) return;
      say(`${file} ended with code ${code}; it is started again`);
      setTimeout(() => isWanted && start(), RESTART_MS).unref();
    });
  };
  start();
  return async () => {
    isWanted = false;
    await stopChild(child);
  };
}

export interface Drill {
  /** Whether the investigator has come to its end, whichever it was. */
  isOver: () => boolean;
  stop: () => Promise<void>;
}

/**
 * Starts one whole drill: the shop and its customers, the alert rule, the executor and the
 * investigator, and then the fault. Resolves once the fault is rolled out; everything goes on
 * until `stop`.
 */
export async function startDrill(
  site: Site,
  settings: Settings,
  demoFile: string,
  say: Say,
): Promise<Drill> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map((each) => each()));
  };
  try {
    stops.push(await openShop(site, settings, (line) => say(`shop: ${line}`)));
    stops.push(keepRunning('traffic.ts', [site.home], say));
    stops.push(keepRunning('executor/main.ts', [site.home, demoFile], say));
    const investigator = startChild('investigator/main.ts', [site.home, demoFile]);
    let isOver = false;
    investigator.once('exit', (code) => {
      isOver = true;
      if (code) say(`the investigator ended with code ${code}`);
    });
    stops.push(() => stopChild(investigator));
    await untilWarm(site, settings.rate);
    // On a busy machine a set-up may look like trouble; people are called for the fault alone.
    writeWhole(site.silenceFile, '');
    stops.push(keepRunning('alert-rule.ts', [site.home, demoFile], say));
    say(`customers shop at ${settings.rate} requests a second; a fault follows`);
    await breakShop(site, settings, (line) => say(`shop: ${line}`));
    rmSync(site.silenceFile);
    say(`fault rolled out: ${faultNamed(settings.fault).about}`);
    return { isOver: () => isOver, stop };
  } catch (error) {
    await Promise.race([stop(), delay(10_000)]);
    throw error;
  }
}
