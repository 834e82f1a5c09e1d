import { type Browser, expect, type Page, test } from '@playwright/test';
import { demoFile, expectAccessible, pageFor } from '../support/browser';

const PASSWORD = 'a password of somebody new';

/** Takes up an invitation in a browser of its own, and signs in there. */
async function joins(browser: Browser, link: string, email: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: demoFile().url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('status').filter({ hasText: /password/ })).toContainText('ready');
  await page.goto('/sign-in');
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/incidents/);
  return page;
}

/** Fills in the form of an invitation. */
async function fillInvitation(page: Page, email: string, role: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role 1', { exact: true }).selectOption(role);
}

/** The link that is shown once; the dialog is closed after. */
async function readLink(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'The invitation' });
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(dialog).toBeHidden();
  return link;
}

test('one admin makes a second alone; from then on it takes both', async ({ browser }) => {
  const run = Date.now();
  const { page, context } = await pageFor(browser, 'admin');
  await page.goto('/people');
  await expect(page.getByText('There has been one admin so far')).toBeVisible();
  const second = `second.${run}@demo.local`;
  await fillInvitation(page, second, 'admin');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite someone' }).click();
  const other = await joins(browser, await readLink(page), second, 'Second Admin');

  await page.reload();
  await expect(page.getByText('take two admins. Taking away takes one.')).toBeVisible();
  const third = `third.${run}@demo.local`;
  await fillInvitation(page, third, 'approver');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('This takes two admins')).toBeVisible();
  await dialog.getByRole('button', { name: 'Propose it' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Nights are thin.');
  await dialog.getByRole('button', { name: 'Propose it' }).click();
  const own = page.getByRole('region', { name: 'Waits for a second admin' });
  await expect(own).toContainText(third);
  await expect(own.getByRole('button', { name: 'Agree' })).toHaveAttribute('aria-disabled', 'true');

  await other.goto('/people');
  await expectAccessible(other);
  const theirs = other.getByRole('region', { name: 'Waits for a second admin' });
  await expect(theirs).toContainText('Nights are thin.');
  await theirs.getByRole('button', { name: 'Agree' }).click();
  expect(await readLink(other)).toContain('/invitation#');
  await expect(theirs).toBeHidden();
  await expect(other.getByRole('list', { name: 'People' })).toContainText(third);
  await other.context().close();
  await context.close();
});

test('an observer is told that people are not theirs to see', async ({ browser }) => {
  const { page, context } = await pageFor(browser, 'observer');
  await page.goto('/people');
  await expect(page.getByText('Not yours to see')).toBeVisible();
  await expect(page.getByText(/Only an auditor or an admin for every service/)).toBeVisible();
  await context.close();
});
