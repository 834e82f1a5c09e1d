import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS } from '@/lib/cli/find-chromium';
import type { BenchContext } from './context';

/** What runs in the page is compiled here, where each function is wrapped to keep its name. */
const KEEP_NAMES = 'globalThis.__name ??= (named) => named;';

export const startBrowser = ({ chromiumPath }: BenchContext): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: CHROMIUM_FLAGS });

/** A window of somebody's own, on a desktop's screen; signed out. */
export async function newWindow(browser: Browser, { url }: BenchContext): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript({ content: KEEP_NAMES });
  return context;
}

/** Signs in by the page, as a person does, and waits for the floor. */
export async function signIn(page: Page, { users }: BenchContext, role: string): Promise<void> {
  const user = users.find(({ roles }) => roles.includes(role));
  if (!user) throw new Error(`The demo has no ${role}.`);
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(user.email);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/incidents/);
}

/** The cookies of a window as one header, for callers that are no browsers. */
export async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
