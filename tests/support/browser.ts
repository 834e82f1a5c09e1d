import axe from 'axe-core';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { DemoFile } from './demo';

export const demoFile = (): DemoFile => JSON.parse(process.env.E2E_DEMO ?? '{}') as DemoFile;

/** Signs in by the page, as a person does, and waits for the floor. */
export async function signInAs(page: Page, role: string, demo = demoFile()): Promise<void> {
  const user = demo.users.find(({ roles }) => roles.includes(role));
  if (!user) throw new Error(`The demo has no ${role}.`);
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/incidents/);
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** A page of somebody's own browser. */
export async function pageFor(
  browser: Browser,
  role: string,
  options: { demo?: DemoFile; isPhone?: boolean; colorScheme?: 'light' | 'dark' } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { demo = demoFile(), isPhone = false, colorScheme = 'light' } = options;
  const context = await browser.newContext({
    baseURL: demo.url,
    colorScheme,
    ...(isPhone ? PHONE : { viewport: { width: 1440, height: 900 } }),
  });
  const page = await context.newPage();
  await signInAs(page, role, demo);
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
