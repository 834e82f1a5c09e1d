import { type Browser, expect, type Page, test } from '@playwright/test';
import { demoFile, expectAccessible, pageFor } from '../support/browser';
import { beginCheckoutRun, rollbackOn } from '../support/checkout-run';
import { passStopPoints } from '../support/pass-stop-points';
import { asPersonIn } from '../support/person-in-browser';

const SOON = { timeout: 30_000 };

test.setTimeout(120_000);

/** The demo's other approver, in a browser of their own. */
async function secondApprover(browser: Browser) {
  const { url, users } = demoFile();
  const user = users.find(({ email }) => email.startsWith('approver2@'));
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel(/e-?mail/i).fill(user?.email ?? '');
  await page.getByLabel('Password', { exact: true }).fill(user?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/incidents/);
  return { page, context };
}

/** Opens the dialog, fills it in and presses. */
async function breakGlass(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: 'Break the glass…' }).click(SOON);
  const dialog = page.getByRole('dialog', { name: 'Break the glass' });
  await dialog.getByRole('button', { name: 'Break the glass' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByLabel('Why can it not wait?').fill(why);
  await dialog.getByLabel(/Type the service/).fill('checkout');
  await dialog.getByRole('button', { name: 'Break the glass' }).click();
  await expect(dialog).toBeHidden();
}

test('two people break the glass for what asks for a passkey, and a third reviews it', async ({
  browser,
}) => {
  const commander = await pageFor(browser, 'commander');
  const run = await beginCheckoutRun(`Glass ${Date.now()}`);
  await passStopPoints(run.client, run.id, asPersonIn(commander.page));
  const { id } = await run.client.actions.propose(run.id, {
    ...rollbackOn(`release-${run.id}`),
    kind: 'custom',
  });
  const path = `/approvals/${id}`;

  const first = await pageFor(browser, 'approver', { isPhone: true });
  await first.page.goto(path);
  await expect(first.page.getByText('Nobody else can sign in time?')).toBeVisible(SOON);
  await expectAccessible(first.page);
  await breakGlass(first.page, 'The shop is down and no passkey is at hand.');
  const again = first.page.getByRole('button', { name: 'Break the glass…' });
  await expect(again).toHaveAccessibleDescription(/Another person must, too/, SOON);

  const second = await secondApprover(browser);
  await second.page.goto(path);
  await expect(second.page.getByText('Broke the glass').first()).toBeVisible(SOON);
  await breakGlass(second.page, 'I have looked at it with her.');
  const review = second.page.getByRole('region', { name: 'Review of the broken glass' });
  await expect(review.getByRole('button', { name: 'Record the review' })).toHaveAttribute(
    'aria-disabled',
    'true',
    SOON,
  );

  await commander.page.goto('/archive');
  await expect(commander.page.getByText(/The glass was broken/)).toBeVisible();
  await commander.page.locator(`a[href="${path}"]`).click();
  const due = commander.page.getByRole('region', { name: 'Review of the broken glass' });
  await expect(commander.page).toHaveTitle(/Decision/);
  await expect(due).toBeVisible();
  await expectAccessible(commander.page);
  await due.getByText('It was right to').click();
  await due.getByLabel('Why').fill('The pager log bears it out.');
  await due.getByRole('button', { name: 'Record the review' }).click();
  await expect(due).toContainText('The pager log bears it out.', SOON);
  for (const { context } of [commander, first, second]) await context.close();
});
