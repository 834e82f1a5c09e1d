import axe from 'axe-core';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { DemoFile } from './demo';
import { watchMotion } from './motion';

export const demoFile = (): DemoFile => JSON.parse(process.env.E2E_DEMO ?? '{}') as DemoFile;

/** Who has this role in the demo. */
export function userOf(role: string, demo = demoFile()): DemoFile['users'][number] {
  const user = demo.users.find(({ roles }) => roles.includes(role));
  if (!user) throw new Error(`The demo has no ${role}.`);
  return user;
}

/** Signs in by the page, as a person does, and waits for the floor. */
export async function signInAs(page: Page, role: string, demo = demoFile()): Promise<void> {
  const user = userOf(role, demo);
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/incidents/);
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export interface PageOptions {
  demo?: DemoFile;
  isPhone?: boolean;
  colorScheme?: 'light' | 'dark';
  /** Asked to be still; what moves all the same is listed (`motionIn`). */
  reducedMotion?: 'reduce' | 'no-preference';
  /** The page to open; the floor where it is left out. */
  at?: string;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
/** Of who has signed in before, by name and password: each browser after the first goes on so. */
const sessions = new Map<string, Cookies>();

/** A page of somebody's own browser, signed in. */
export async function pageFor(
  browser: Browser,
  role: string,
  options: PageOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { demo = demoFile(), isPhone = false, at = '/incidents' } = options;
  const { colorScheme = 'light', reducedMotion = 'no-preference' } = options;
  const context = await browser.newContext({
    baseURL: demo.url,
    colorScheme,
    reducedMotion,
    ...(isPhone ? PHONE : { viewport: { width: 1440, height: 900 } }),
  });
  if (reducedMotion === 'reduce') await watchMotion(context);
  const page = await context.newPage();
  const { email, password } = userOf(role, demo);
  const who = `${email} ${password}`;
  const known = sessions.get(who);
  if (known) {
    await context.addCookies(known);
    await page.goto(at);
    return { page, context };
  }
  await signInAs(page, role, demo);
  sessions.set(who, await context.cookies());
  if (at !== '/incidents') await page.goto(at);
  return { page, context };
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe holds against the page as it stands, each with where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Axe passes over what is disabled, as buttons are until the page is alive.
  await expect(page.locator('button:disabled')).toHaveCount(0);
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    // The script above has put it there.
    const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await tool.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
  }, TAGS);
}

/** Axe finds nothing on the page as it stands, in light and in dark, and it reflows. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page), colorScheme).toEqual([]);
  }
  await expectReflow(page);
}

/** Nothing sticks out sideways: the page reflows to its width. */
export async function expectReflow(page: Page): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(width);
}
