import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What keeps a browser quiet and alone: no sandbox under root, no traffic of its own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isProgram = (path: string) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Whether it starts and says its version: a launcher of a browser that is not there does not. */
function runs(path: string): boolean {
  try {
    const said = execFileSync(path, ['--version', '--no-sandbox'], {
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /chrom/i.test(said);
  } catch {
    return false;
  }
}

/** A Chromium on this machine: the one CHROMIUM_PATH names, an installed one, or Playwright's. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROMIUM_PATH is "${named}", which is no Chromium that runs here.`);
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES];
  const candidates = folders.flatMap((folder) =>
    folder.includes('.app/') ? [folder] : NAMES.map((name) => join(folder, name)),
  );
  const found = candidates.find((path) => isProgram(path) && runs(path));
  if (found) return found;
  const ownPath = chromium.executablePath();
  return existsSync(ownPath) && runs(ownPath) ? ownPath : undefined;
}
