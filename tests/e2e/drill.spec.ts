import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from '@playwright/test';
import { pageFor } from '../support/browser';
import { startDemo } from '../support/demo';

const WAITS_MS = 120_000;

/** Opens the incident that waits first on the floor. */
async function openRoom(page: Page): Promise<void> {
  await page.goto('/incidents');
  await page
    .getByRole('link', { name: /checkout/i })
    .first()
    .click({ timeout: WAITS_MS });
  await page.waitForURL(/\/incidents\/inc_/);
}

async function letContinue(page: Page, stop: RegExp): Promise<void> {
  const card = page.getByRole('region', { name: stop });
  await card.getByRole('button', { name: 'Let it continue' }).click({ timeout: WAITS_MS });
  await expect(card.getByRole('button', { name: 'Let it continue' })).toBeHidden();
}

test('the drill breaks, is signed on a phone, is really fixed; and the next one is refused', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const demo = await startDemo({ hasDrill: true });
  try {
    const commander = await pageFor(browser, 'commander', { demo: demo.file });
    await openRoom(commander.page);
    await letContinue(commander.page, /Stop point: Review the evidence/);
    await letContinue(commander.page, /Stop point: Settle on a cause/);
    await commander.page.screenshot({ path: 'public/docs/room.png' });

    const approver = await pageFor(browser, 'approver', { demo: demo.file, isPhone: true });
    await approver.page.goto('/approvals');
    await approver.page
      .getByRole('link', { name: /Roll back/ })
      .first()
      .click({ timeout: WAITS_MS });
    await approver.page.waitForURL(/\/approvals\/act_/);
    const approve = approver.page.getByRole('button', { name: 'Approve rollback of checkout' });
    await expect(approve).not.toBeFocused();
    await approve.click();
    await expect(approver.page.getByText(/Recovered, reported by/).first()).toBeVisible({
      timeout: WAITS_MS,
    });
    await expect(commander.page.getByText(/Recovered, reported by/).first()).toBeVisible();

    execFileSync(process.execPath, ['--import', 'tsx', 'lib/drill/again.ts', '--force'], {
      env: { ...process.env, COUNTERSIGN_DRILL_HOME: `${demo.home}/drill` },
    });
    const waiting = commander.page.getByRole('link', { name: /Review the evidence/ });
    await commander.page.goto('/incidents');
    await waiting.first().click({ timeout: WAITS_MS });
    await letContinue(commander.page, /Stop point: Review the evidence/);
    await letContinue(commander.page, /Stop point: Settle on a cause/);
    await approver.page.goto('/approvals');
    await approver.page
      .getByRole('link', { name: /Roll back/ })
      .first()
      .click({ timeout: WAITS_MS });
    await approver.page.getByRole('button', { name: 'Reject rollback of checkout' }).click();
    const dialog = approver.page.getByRole('dialog');
    await dialog.getByLabel('Too risky right now').click();
    await dialog.getByRole('button', { name: 'Reject rollback of checkout' }).click();
    await expect(approver.page.getByText(/Rejected/).first()).toBeVisible();
    await expect(commander.page.getByText(/Concluded/).first()).toBeVisible({ timeout: WAITS_MS });
  } finally {
    await demo.stop();
  }
});
