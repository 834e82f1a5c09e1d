import { type Browser, expect, type Page, test } from '@playwright/test';
import { demoFile, pageFor } from '../support/browser';
import { asPersonIn } from '../support/person-in-browser';

const FIRST = 'the first of the passwords';
const SECOND = 'the second of the passwords';

/** The notice about what has just been done. */
const said = (page: Page) => page.getByRole('status').filter({ hasText: /password/ });

async function asAdmin(browser: Browser) {
  const { page, context } = await pageFor(browser, 'admin');
  return { call: asPersonIn(page), close: () => context.close() };
}

/** Somebody whom the admin invites, and who joins by the link in a browser of their own. */
async function joined(browser: Browser, name: string) {
  const admin = await asAdmin(browser);
  const email = `${name.toLowerCase()}.${Date.now()}@demo.local`;
  const roles = [{ role: 'observer', service: '*' }];
  const { link, person } = await admin.call('POST', '/people', { email, roles });
  await admin.close();
  const context = await browser.newContext({ baseURL: demoFile().url });
  const page = await context.newPage();
  await page.goto(String(link));
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(FIRST);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(said(page)).toContainText('Your account is ready');
  return { page, context, email, id: String(Object(person).id) };
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${demoFile().url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('somebody changes their password, and is signed out elsewhere', async ({ browser }) => {
  const { page, context, email } = await joined(browser, 'Bo');
  await signIn(page, email, FIRST);
  await page.waitForURL(/\/incidents/);
  const elsewhere = await browser.newContext({ baseURL: demoFile().url });
  const other = await elsewhere.newPage();
  await signIn(other, email, FIRST);
  await other.waitForURL(/\/incidents/);

  await page
    .getByRole('button', { name: /your account/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
  const had = page.getByLabel('The password you have');
  const next = page.getByLabel('New password');
  const change = page.getByRole('button', { name: 'Change password' });
  await had.fill('not the password');
  await next.fill(SECOND);
  await change.click();
  await expect(had).toHaveAccessibleDescription(/not the password that you have/);
  await had.fill(FIRST);
  await change.click();
  await expect(said(page)).toContainText('You were signed out in one other place.');
  await expect(had).toHaveValue('');

  await other.reload();
  await expect(other).toHaveURL(/sign-in/);
  await signIn(other, email, SECOND);
  await other.waitForURL(/\/incidents/);
  await elsewhere.close();
  await context.close();
});

test('somebody who forgot theirs chooses anew by a link of the admin’s', async ({ browser }) => {
  const { page, context, email, id } = await joined(browser, 'Cy');
  const admin = await asAdmin(browser);
  const { link } = await admin.call('POST', `/people/${id}/reset`, {});
  await admin.close();
  await page.goto(String(link));
  await page.getByLabel('New password').fill(SECOND);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(said(page)).toContainText('Your password is changed');
  await signIn(page, email, SECOND);
  await page.waitForURL(/\/incidents/);

  await page.goto('about:blank');
  await page.goto(String(link));
  await page.getByLabel('New password').fill(FIRST);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toContainText('used already');
  await context.close();
});
