import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectReflow, pageFor } from '../support/browser';
import { type RunningDemo, startDemo } from '../support/demo';
import { enrol, joined, PASSWORD, passkeys, signIn } from '../support/joining';
import { asPersonIn } from '../support/person-in-browser';
import { plugAuthenticator } from '../support/virtual-authenticator';

/** A demo of its own: once two admins have been, inviting takes both. */
let demo: RunningDemo;
/** An approver who joined while there was one admin, and the second admin, in browsers of their own. */
let noor: Awaited<ReturnType<typeof joined>>;
let secondAdmin: Page;

test.describe.configure({ timeout: 180_000, mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  demo = await startDemo({ hasDrill: false });
  noor = await joined(browser, 'Noor', 'approver', { demo: demo.file });
});
test.afterAll(() => demo.stop());

/** Takes up an invitation in a browser of its own, and signs in there. */
async function joins(browser: Browser, link: string, email: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: demo.file.url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('status').filter({ hasText: /password/ })).toContainText('ready');
  await signIn(page, email);
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
  const { page, context } = await pageFor(browser, 'admin', { demo: demo.file, at: '/people' });
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
  await dialog
    .getByRole('group', { name: 'In which environments, role 1' })
    .getByText('production')
    .click();
  // What the catalogue does not name is typed; the Enter of it sends nothing.
  await dialog.getByLabel('Another environment, role 1').fill('staging');
  await dialog.getByLabel('Another environment, role 1').press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Propose it' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Nights are thin.');
  await dialog.getByRole('button', { name: 'Propose it' }).click();
  const own = page.getByRole('region', { name: 'Waits for a second admin' });
  await expect(own).toContainText(third);
  await expect(own).toContainText('Approver: every service in production and staging');
  await expect(own.getByRole('button', { name: 'Agree' })).toHaveAttribute('aria-disabled', 'true');

  await other.goto('/people');
  await expectAccessible(other);
  const theirs = other.getByRole('region', { name: 'Waits for a second admin' });
  await expect(theirs).toContainText('Nights are thin.');
  await theirs.getByRole('button', { name: 'Agree' }).click();
  expect(await readLink(other)).toContain('/invitation#');
  await expect(theirs).toBeHidden();
  const line = other.getByRole('list', { name: 'People' }).locator(':scope > li');
  await expect(line.filter({ hasText: third })).toContainText(
    'Approver: every service in production and staging',
  );
  secondAdmin = other;
  await context.close();
});

test('an observer is told that people are not theirs to see', async ({ browser }) => {
  const { page, context } = await pageFor(browser, 'observer', { demo: demo.file, at: '/people' });
  await expect(page.getByText('Not yours to see')).toBeVisible();
  await expect(page.getByText(/Only an auditor or an admin for every service/)).toBeVisible();
  await context.close();
});

test('two admins recover a lost passkey, and its owner enrols anew', async ({ browser }) => {
  const { page, authenticator } = noor;
  await enrol(page, 'Lost phone');
  await authenticator.unplug();
  const first = (await pageFor(browser, 'admin', { demo: demo.file })).page;
  const second = secondAdmin;

  await first.goto('/people');
  await expect(first.getByRole('region', { name: 'Approvers without a passkey' })).toContainText(
    'Demo approver',
  );
  await first.getByRole('button', { name: 'Open a recovery' }).click();
  const chosen = first.getByLabel('Whose passkeys are lost').locator('option', { hasText: 'Noor' });
  await first
    .getByLabel('Whose passkeys are lost')
    .selectOption((await chosen.getAttribute('value')) ?? '');
  await first.getByLabel(/What happened/).fill('It fell into the sea; she called from home.');
  await expectAccessible(first);
  await first.getByRole('button', { name: 'Open it' }).click();
  const line = (of: Page) =>
    of.getByRole('list', { name: 'Recoveries' }).getByRole('listitem').filter({ hasText: 'Noor' });
  await expect(line(first)).toContainText('Waits for a second admin');
  await expect(line(first).getByRole('button', { name: /^Confirm/ })).toHaveAccessibleDescription(
    /another admin/,
  );

  await page.goto('/settings');
  await expect(page.getByText('An admin says that your passkeys are lost')).toBeVisible();
  await expectAccessible(page);

  await second.goto('/people');
  await line(second)
    .getByRole('button', { name: /^Confirm/ })
    .click();
  await expect(line(second)).toContainText('May enrol now');
  await expectAccessible(second);
  await expectReflow(second);

  // The lost phone may have been signed in, so every session is over.
  await page.reload();
  await expect(page).toHaveURL(/sign-in/);
  await plugAuthenticator(page);
  const email = (await asPersonIn(first)('GET', '/people?limit=200')).items as {
    name: string;
    email: string;
  }[];
  await signIn(page, email.find(({ name }) => name === 'Noor')?.email ?? '');
  await page.goto('/settings');
  await expect(passkeys(page)).toContainText('Two admins have let you enrol anew');
  await enrol(page, 'New phone');
  await expect(passkeys(page)).not.toContainText('Lost phone');
  for (const each of [page, first, second]) await each.context().close();
});
