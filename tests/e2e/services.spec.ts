import { expect, test } from '@playwright/test';
import { axeFindings, expectReflow, pageFor } from '../support/browser';

test('an admin chooses a service, sees what it reaches, edits it and finds who did', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'admin', { at: '/services' });
  await page.getByRole('button', { name: /^payments/ }).click();
  await expect(page).toHaveURL(/service=payments/);
  const panel = page.getByRole('main').locator('section').filter({ hasText: 'A change reaches' });
  await expect(panel).toContainText(/A change reaches\s*checkout\s*storefront/);

  // By the keyboard: along a line to what depends on it.
  await page.getByRole('button', { name: /^payments/, pressed: true }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/service=checkout/);

  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: 'Edit checkout' });
  await form.getByLabel(/Share of traffic/).fill('a lot');
  await form.getByRole('button', { name: 'Save the change' }).click();
  await expect(form.getByLabel(/Share of traffic/)).toHaveAccessibleDescription(
    /Give a number from 0 to 100/,
  );
  await form.getByRole('combobox', { name: /Depends on/ }).fill('checkout');
  await expect(form.getByText('A service does not depend on itself.')).toBeVisible();
  await form.getByRole('combobox', { name: /Depends on/ }).fill('ledger-db');
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(form.getByRole('status')).toContainText('Nobody has declared ledger-db');
  expect(await axeFindings(page)).toEqual([]);
  const share = `${(Date.now() % 40) + 10}.5`;
  await form.getByLabel(/Share of traffic/).fill(share);
  await form.getByRole('button', { name: 'Save the change' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText(`${share} % of traffic`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Services that nobody declared' })).toContainText(
    'checkout depends on it',
  );

  await page.getByRole('button', { name: 'Show the history' }).click();
  const latest = page
    .getByRole('list', { name: 'Changes, newest first' })
    .getByRole('listitem')
    .filter({ hasText: 'Demo admin' })
    .first();
  await expect(latest).toContainText(`${share} %`);

  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('row', { name: /checkout/ }).first()).toContainText('payments');
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

test('a file is shown as what it would change before it is imported', async ({ browser }) => {
  const { page, context } = await pageFor(browser, 'admin', { at: '/services/import' });
  const field = page.getByLabel('Or paste it here');
  const name = `imported-${Date.now()}`;
  await field.fill(`services:\n  - name: ${name}\n    environments: []\n`);
  await page.getByRole('button', { name: 'Show what it would change' }).click();
  await expect(page.getByRole('list', { name: 'Faults' })).toContainText('Line 3');
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.getByLabel('File of services').setInputFiles({
    name: 'services.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(
      `services:\n  - name: ${name}\n    environments: [production]\n    dependsOn: [payments]\n    owners: [new-team]\n`,
    ),
  });
  const changes = page.getByRole('list', { name: 'Changes' });
  await expect(changes).toContainText('Added');
  await expect(changes).toContainText(name);
  await expect(changes).toContainText('new-team');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 1 change' }).click();
  await page.waitForURL(/\/services$/);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: `Withdraw ${name}` });
  await dialog.getByLabel('Why').fill('Made by a test.');
  await dialog.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nothing is known of it')).toBeVisible();
  await context.close();
});

test('whoever is no admin sees the catalogue, and why it is not theirs to change', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'observer', {
    isPhone: true,
    at: '/services?service=checkout',
  });
  const edit = page.getByRole('button', { name: 'Edit' });
  await expect(edit).toHaveAttribute('aria-disabled', 'true');
  await expect(edit).toHaveAccessibleDescription(/Only an admin/);
  await expect(page.getByRole('link', { name: 'Import a file' })).toHaveCount(0);
  await expectReflow(page);
  await page.goto('/services/import');
  await expect(page.getByText('Not yours to do')).toBeVisible();
  await context.close();
});
