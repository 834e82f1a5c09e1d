import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium';
import { PROJECT_ROOT } from './paths';
import { step } from './progress';

/** The end of what it said when it failed; null when it did what it should. */
function attempt(command: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : said.trim().slice(-1_000)));
  });
}

const PLAYWRIGHT = join(PROJECT_ROOT, 'node_modules', '@playwright', 'test', 'cli.js');

/**
 * A Chromium to test with, installed when the machine has none: by its package manager for root, or
 * by Playwright's own download.
 * @throws Error that says what was tried and what to do.
 */
export async function ensureChromium(): Promise<string> {
  const present = findChromium();
  if (present) return present;
  const ways: { name: string; isPossible: boolean; commands: [string, string[]][] }[] = [
    {
      name: 'apt-get',
      isPossible: process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
      commands: [
        ['apt-get', ['update', '-q']],
        ['apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']],
      ],
    },
    {
      name: 'Playwright',
      isPossible: true,
      commands: [[process.execPath, [PLAYWRIGHT, 'install', 'chromium']]],
    },
  ];
  const failures: string[] = [];
  for (const { name, commands } of ways.filter(({ isPossible }) => isPossible)) {
    const failure = await step(`Installing Chromium with ${name}`, async () => {
      for (const [command, args] of commands) {
        const said = await attempt(command, args);
        if (said !== null) return said;
      }
      return null;
    });
    const installed = findChromium();
    if (installed) return installed;
    failures.push(`${name}: ${failure ?? 'it was installed and does not run'}`);
  }
  throw new Error(
    `${failures.join('\n\n')}\n\nThe tests in a browser need Chromium, and none could be installed here. Install one (on Debian, as root: apt-get install chromium), or name one in CHROMIUM_PATH.`,
  );
}
