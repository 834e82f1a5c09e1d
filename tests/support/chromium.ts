import { chromium, type Browser } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '@/lib/cli/find-chromium';

/**
 * Starts the machine's Chromium for a test that drives it by itself.
 * @throws Error when there is none: `npm test` installs one first.
 */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error('No Chromium was found. Install one, or name one in CHROMIUM_PATH.');
  }
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}
