import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectReflow, pageFor } from '../support/browser';
import { enrol, joined, passkeys, signIn } from '../support/keeper-in-browser';
import { asPersonIn } from '../support/person-in-browser';
import { plugAuthenticator } from '../support/virtual-authenticator';

test.describe.configure({ timeout: 180_000 });

test('two admins recover a lost passkey, and its owner enrols anew', async ({ browser }) => {
  const { page, authenticator } = await joined(browser, 'Noor', 'approver');
  await enrol(page, 'Lost phone');
  await authenticator.unplug();
  const first = (await pageFor(browser, 'admin')).page;
  const { page: second } = await joined(browser, 'Otis', 'admin');

  await first.goto('/settings');
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

  await second.goto('/settings');
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
