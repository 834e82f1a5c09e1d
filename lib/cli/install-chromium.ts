import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium';
import { PROJECT_ROOT } from './paths';
import { step } from './progress';

/** Runs a program. @throws Error with the end of what it said when it fails. */
function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim().slice(-1_000) || `${command} ended with ${code}`));
    });
  });
}

const PLAYWRIGHT = join(PROJECT_ROOT, 'node_modules', '@playwright', 'test', 'cli.js');

interface Way {
  name: string;
  commands: [string, ...string[]][];
}

/** How a Chromium may be had here: for root, or who may act as root unasked, as a package. */
function ways(): Way[] {
  const playwright: Way = {
    name: 'Playwright',
    commands: [[process.execPath, PLAYWRIGHT, 'install', 'chromium']],
  };
  if (!existsSync('/usr/bin/apt-get')) return [playwright];
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && !existsSync('/usr/bin/sudo')) return [playwright];
  const aptGet = (...args: string[]): [string, ...string[]] => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
    return [command, ...rest];
  };
  const install = aptGet('install', '-q', '-y', '--no-install-recommends', 'chromium');
  return [{ name: 'apt-get', commands: [aptGet('update', '-q'), install] }, playwright];
}

async function installBy({ name, commands }: Way): Promise<string> {
  return step(`Installing Chromium with ${name}`, async () => {
    for (const [command, ...args] of commands) await run(command, args);
    const installed = findChromium();
    if (!installed) throw new Error('it was installed and does not run');
    return installed;
  });
}

/**
 * A Chromium to test with, installed when the machine has none: by its package manager for root, or
 * by Playwright's own download.
 * @throws Error that says what was tried and what to do.
 */
export async function ensureChromium(): Promise<string> {
  const present = findChromium();
  if (present) return present;
  const failures: string[] = [];
  for (const way of ways()) {
    try {
      return await installBy(way);
    } catch (error) {
      failures.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `${failures.join('\n\n')}\n\nThe tests in a browser need Chromium, and none could be installed here. Install one (on Debian, as root: apt-get install chromium), or name one in CHROMIUM_PATH.`,
  );
}
