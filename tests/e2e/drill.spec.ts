import { expect, type Page, test } from '@playwright/test';
import { pageFor } from '../support/browser';
import { startDemo } from '../support/demo';

/** How long a step of the real thing may take on a slow machine, in milliseconds. */
const WAITS_MS = 150_000;

/** Decides the stop point of this name in the room, once it waits. */
async function letContinue(page: Page, name: string): Promise<void> {
  const card = page.getByRole('region', { name: `Stop point: ${name}` }).first();
  await card.getByRole('button', { name: 'Let it continue' }).click({ timeout: WAITS_MS });
}

test('the drill breaks, waits for people, is signed on a phone and is really fixed', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const demo = await startDemo({ hasDrill: true });
  try {
    const commander = await pageFor(browser, 'commander', { demo: demo.file });
    const toRoom = commander.page.locator('a[href^="/incidents/inc_"]').first();
    await toRoom.click({ timeout: WAITS_MS });
    await commander.page.waitForURL(/\/incidents\/inc_/);
    const firstStop = commander.page.getByRole('region', {
      name: 'Stop point: Review the evidence',
    });
    await expect(firstStop.first()).toBeVisible({ timeout: WAITS_MS });
    // The picture in the README is this one.
    await commander.page.screenshot({ path: 'test-results/room.png' });
    await letContinue(commander.page, 'Review the evidence');
    await letContinue(commander.page, 'Settle on a cause');

    const approver = await pageFor(browser, 'approver', { demo: demo.file, isPhone: true });
    await approver.page.goto('/approvals');
    const toDecision = approver.page.locator('a[href^="/approvals/act_"]').first();
    await toDecision.click({ timeout: WAITS_MS });
    await approver.page.waitForURL(/\/approvals\/act_/);
    const approve = approver.page.getByRole('button', { name: 'Approve rollback of checkout' });
    await expect(approve).not.toBeFocused();
    await approve.click({ timeout: WAITS_MS });

    const recovered = /Recovered, reported by/;
    await expect(approver.page.getByText(recovered).first()).toBeVisible({ timeout: WAITS_MS });
    await expect(commander.page.getByText(recovered).first()).toBeVisible({ timeout: WAITS_MS });
  } finally {
    await demo.stop();
  }
});
