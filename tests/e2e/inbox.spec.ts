import { expect, test } from '@playwright/test';
import { expectAccessible, pageFor } from '../support/browser';
import { asPersonIn } from '../support/person-in-browser';
import { proposeSomething } from '../support/proposing-in-browser';

test('the inbox puts what waits on me first, says on whom the rest waits, and is walked by keys', async ({
  browser,
}) => {
  const { page: commander } = await pageFor(browser, 'commander');
  const title = `Inbox ${Date.now()}`;
  const id = await proposeSomething(commander, title);
  const { page, context } = await pageFor(browser, 'approver', { isPhone: true, at: '/approvals' });
  const mine = page.getByRole('region', { name: 'Waiting for a decision of yours' });
  await expect(mine.getByRole('listitem').filter({ hasText: title })).toContainText(
    'Also waits on Second demo approver',
  );
  await expect(page.getByText('Prompts that nobody reads are the danger')).toBeVisible();
  const badge = (of: typeof page, n: number) => of.getByText(`${n} waiting on you`).first();
  await expect(badge(page, await mine.getByRole('listitem').count())).toBeAttached();
  await expectAccessible(page);
  await commander.goto('/approvals');
  const others = commander.getByRole('region', { name: 'Waiting on others' });
  await expect(others.getByRole('listitem').filter({ hasText: title })).toContainText(
    'Waits on Demo approver',
  );
  await expect(commander.getByRole('button', { name: /^(Approve|Reject)/ })).toHaveCount(0);
  // Loaded after the page has come to life, when keys are heard.
  await expect(commander.getByText('Prompts that nobody reads')).toBeVisible();
  await commander.keyboard.press('j');
  await expect(commander.locator('[data-row]:focus')).toHaveCount(1);
  const first = await commander.locator('[data-row]:focus').getAttribute('href');
  await commander.keyboard.press('j');
  expect(await commander.locator('[data-row]:focus').getAttribute('href')).not.toBe(first);
  await commander.keyboard.press('k');
  await commander.keyboard.press('Enter');
  await commander.waitForURL(`**${first}`);

  const action = await asPersonIn(page)('GET', `/actions/${id}`);
  await asPersonIn(page)('POST', `/actions/${id}/decisions`, {
    decision: 'reject',
    version: action.version,
    digest: action.digest,
    reason: 'Not tonight.',
  });
  await page.goto('/approvals');
  const decided = page.getByRole('list', { name: 'Decisions' });
  await expect(decided.getByRole('listitem').first()).toContainText('You rejected');
  await page.getByText('By my team').click();
  await expect(
    decided.getByRole('listitem').filter({ hasText: 'Demo commander' }).first(),
  ).toBeVisible();
  await page.getByText('Table', { exact: true }).click();
  await expect(
    page.getByRole('table', { name: 'Asked, decided and undecided, by day' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'By person and by service' }).click();
  await expect(page.getByRole('table', { name: 'Prompts by person' })).toContainText(
    'Demo approver',
  );
  await expectAccessible(page);
  await context.close();
  await commander.context().close();
});
