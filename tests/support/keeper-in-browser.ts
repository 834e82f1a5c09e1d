import { type Browser, expect, type Page } from '@playwright/test';
import { demoFile, pageFor, PHONE } from './browser';
import { asPersonIn } from './person-in-browser';
import { plugAuthenticator, type VirtualAuthenticator } from './virtual-authenticator';

export const PASSWORD = 'a sentence is easier to keep';

/** Somebody who joins by an invitation and signs in, in a browser with an authenticator. */
export async function joined(
  browser: Browser,
  name: string,
  role: string,
  options: { isPhone?: boolean } = {},
): Promise<{ page: Page; id: string; authenticator: VirtualAuthenticator }> {
  const admin = await pageFor(browser, 'admin');
  const email = `${name.toLowerCase()}.${Date.now()}@demo.local`;
  const roles = [{ role, service: '*' }];
  const { link, person } = await asPersonIn(admin.page)('POST', '/people', { email, roles });
  await admin.context.close();
  const { url: baseURL } = demoFile();
  const context = await browser.newContext({
    baseURL,
    ...(options.isPhone ? PHONE : { viewport: { width: 1440, height: 900 } }),
  });
  const page = await context.newPage();
  await page.goto(String(link));
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('status').filter({ hasText: /account is ready/ })).toBeVisible();
  await signIn(page, email);
  return {
    page,
    id: String(Object(person).id),
    authenticator: await plugAuthenticator(page),
  };
}

/** Signs in by the page, as somebody who joined. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/incidents/);
}

/** The panel of one's own. */
export const passkeys = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

/** Adds a passkey on the account's page. */
export async function enrol(page: Page, name: string): Promise<void> {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('What you call it').fill(name);
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText(name);
}
