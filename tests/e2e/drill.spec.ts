import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { askAgain } from '@/lib/drill/again-request';
import { expectAccessible, pageFor } from '../support/browser';
import { type RunningDemo, startDemo } from '../support/demo';
import { asPersonIn } from '../support/person-in-browser';
import { shopOf } from '../support/shop';

/** How long a step of the real thing may take on a slow machine, in milliseconds. */
const WAITS = { timeout: 150_000 };

/** One demo for both drills. */
let demo: RunningDemo;
/** The room of the first drill, which is over when the second begins. */
let firstRoom: string | undefined;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  demo = await startDemo({ hasDrill: true });
});

test.afterAll(async () => demo.stop());

/** Opens the room of this drill's incident, as the commander finds it on the floor. */
async function openRoom(page: Page): Promise<string> {
  const isOther = firstRoom === undefined ? '' : `:not([href^="${firstRoom}"])`;
  await page.locator(`a[href^="/incidents/inc_"]${isOther}`).first().click(WAITS);
  await page.waitForURL(/\/incidents\/inc_/);
  return new URL(page.url()).pathname;
}

/** Decides the stop point of this name in the room, once it waits. */
async function letContinue(page: Page, name: string): Promise<void> {
  const card = page.getByRole('region', { name: `Stop point: ${name}` }).first();
  await card.getByRole('button', { name: 'Let it continue' }).click(WAITS);
}

/** The approver opens the decision that waits, on a phone. */
async function openDecision(browser: Browser): Promise<Page> {
  const { page } = await pageFor(browser, 'approver', { demo: demo.file, isPhone: true });
  await page.goto('/approvals');
  const waiting = page.getByRole('region', { name: 'Waiting for a decision' });
  await waiting.getByRole('link').first().click(WAITS);
  await page.waitForURL(/\/approvals\/act_/);
  return page;
}

test('the drill breaks, waits for people, is signed on a phone and is really fixed', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const { page: commander } = await pageFor(browser, 'commander', { demo: demo.file });
  firstRoom = await openRoom(commander);
  const firstStop = commander.getByRole('region', { name: 'Stop point: Review the evidence' });
  await expect(firstStop.first()).toBeVisible(WAITS);
  // The picture in the README is this one.
  await commander.screenshot({ path: 'test-results/room.png' });
  await letContinue(commander, 'Review the evidence');
  await letContinue(commander, 'Settle on a cause');

  const approver = await openDecision(browser);
  expect((await shopOf(demo.home).checkout()).running).toBe('r42');
  const approve = approver.getByRole('button', { name: 'Approve rollback of checkout' });
  await expect(approve).not.toBeFocused();
  await approve.click(WAITS);

  const recovered = /Recovered, reported by/;
  await expect(approver.getByText(recovered).first()).toBeVisible(WAITS);
  await expect(commander.getByText(recovered).first()).toBeVisible(WAITS);
  expect((await shopOf(demo.home).checkout()).running).toBe('r41');
  for (const page of [commander, approver]) await page.context().close();
});

test('the drill rejected on a phone leaves the shop as it is, and everybody is told', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const { page: commander } = await pageFor(browser, 'commander', { demo: demo.file });
  if (firstRoom !== undefined) askAgain(join(demo.home, 'drill'), { args: [], isForced: true });
  await openRoom(commander);
  await letContinue(commander, 'Review the evidence');
  await letContinue(commander, 'Settle on a cause');

  const approver = await openDecision(browser);
  const address = new URL(approver.url()).pathname;
  const reject = 'Reject rollback of checkout';
  await approver.getByRole('button', { name: reject }).click(WAITS);
  const dialog = approver.getByRole('dialog');
  await dialog.getByRole('button', { name: reject }).click();
  await expect(dialog).toContainText('A rejection needs a reason.');
  await dialog
    .getByLabel('Reason', { exact: true })
    .fill('Not tonight: the till is being counted.');
  await dialog.getByRole('button', { name: reject }).click();

  const said = 'Rejected by Demo approver. Nothing was executed.';
  const standing = approver.getByRole('region', { name: 'Where it stands' });
  await expect(standing).toContainText(said, WAITS);
  await expect(standing).toContainText('Not tonight: the till is being counted.');
  await expect(approver.getByRole('button', { name: /^(Approve|Reject)/ })).toHaveCount(0);
  await expectAccessible(approver);

  const change = commander.getByRole('region', { name: 'Proposed change' });
  await expect(change).toContainText('Rejected by Demo approver', WAITS);
  await expect(change).toContainText('Nothing was executed.');
  // The agent was told why, says so, and gives up.
  const reaction = /was rejected by Demo approver: Not tonight: the till is being counted/;
  await expect(commander.getByText(reaction).first()).toBeVisible(WAITS);
  await expect(commander.getByText('Concluded', { exact: true }).first()).toBeVisible(WAITS);
  await expect(commander.locator('[data-room-sentence]')).toContainText(
    'the commander to take over',
  );
  await expectAccessible(commander);

  await approver.goto('/approvals');
  const over = approver.getByRole('region', { name: 'Over lately' });
  await expect(over.getByRole('listitem').filter({ hasText: said })).toHaveCount(1);

  const action = await asPersonIn(approver)('GET', address.replace('/approvals', '/actions'));
  expect(action).toMatchObject({ state: 'rejected', grant: null, execution: null });
  expect(await shopOf(demo.home).checkout()).toEqual({
    running: 'r42',
    deployed: 'r42',
    rollbacks: [],
  });
  for (const page of [commander, approver]) await page.context().close();
});
