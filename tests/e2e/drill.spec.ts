import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { askAgain } from '@/lib/drill/again-request';
import { expectAccessible, pageFor, PHONE, userOf } from '../support/browser';
import { type RunningDemo, startDemo } from '../support/demo';
import { countPointers, expectFocusSeen, pressByKey, tabTo, walkAround } from '../support/keyboard';
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
  const { page } = await pageFor(browser, 'approver', {
    demo: demo.file,
    isPhone: true,
    at: '/approvals',
  });
  const waiting = page.getByRole('region', { name: 'Waiting for a decision' });
  await waiting.getByRole('link').first().click(WAITS);
  await page.waitForURL(/\/approvals\/act_/);
  return page;
}

/** Signs in by typing, as whoever has no pointer does. */
async function signInByKeys(page: Page, role: string): Promise<void> {
  const user = userOf(role, demo.file);
  await page.goto('/sign-in');
  await tabTo(page.getByLabel(/e-?mail/i));
  await page.keyboard.type(user.email);
  await tabTo(page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(user.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/incidents/);
  // Keys are heard once the page answers.
  await expect(page.getByRole('button', { name: 'Command menu' }).first()).toBeEnabled();
}

/** A browser whose pointer nobody touches; where its page has it counted. */
async function keyboardFor(browser: Browser, role: string, isPhone = false) {
  const context = await browser.newContext({
    baseURL: demo.file.url,
    ...(isPhone ? PHONE : { viewport: { width: 1440, height: 900 } }),
  });
  const page = await context.newPage();
  const pointers = await countPointers(page);
  await signInByKeys(page, role);
  return { page, pointers };
}

/** Lets the agent go on from here, on the way that the sentence shows. */
async function letContinueByKeys(page: Page, name: string): Promise<void> {
  const card = page.getByRole('region', { name: `Stop point: ${name}` }).first();
  const release = card.getByRole('button', { name: 'Let it continue' });
  await expect(release).toBeEnabled(WAITS);
  await tabTo(page.locator('[data-room-sentence] a'), { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await pressByKey(release);
  await expect(card).toBeHidden(WAITS);
  // The button went with what it answered; what comes next is read from there.
  await expect(page.locator(':focus')).toHaveId(/^(awaits|main)$/);
}

/** Reads the run: moves, unfolds, inspects, searches. */
async function readByKeys(page: Page): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Timeline' });
  const row = async () => {
    const id = await tree.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"]`);
  };
  const expanded = async () => (await row()).getAttribute('aria-expanded');
  const moveToFolded = async () => {
    await page.keyboard.press('j');
    return expanded();
  };
  await page.keyboard.press('j');
  await expect(tree).toBeFocused();
  // The first move begins at the live edge, below all that is folded.
  await page.keyboard.press('Home');
  await expect.poll(moveToFolded, { intervals: [50], ...WAITS }).toBe('false');
  await expectFocusSeen(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(expanded).toBe('true');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(expanded).toBe('false');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=/);
  await expect(page.getByRole('region', { name: 'Inspector' }).first()).not.toContainText(
    'Loading the inspector',
  );
  await page.keyboard.press('/');
  await page.keyboard.type('checkout');
  await expect(tree.locator('mark').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tree.locator('mark')).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(tree).toBeFocused();
}

/** By the menu to the sheet of keys, where bare keys are switched off and on; then back to where it was. */
async function openTheSheetByKeys(page: Page): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Timeline' });
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const isOn of [false, true]) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('keyboard sh');
    await page.keyboard.press('Enter');
    await tabTo(sheet.getByRole('switch', { name: 'Single-key shortcuts' }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(tree).toBeFocused();
    await page.keyboard.press('?');
    if (isOn) await expect(sheet).toBeVisible();
    else await expect(sheet).toBeHidden();
  }
  await page.keyboard.press('Escape');
  await expect(tree).toBeFocused();
}

/** The incident is resolved in its menu. */
async function resolveByKeys(page: Page): Promise<void> {
  const change = page.getByRole('button', { name: 'Change', exact: true });
  await page.keyboard.press('Escape');
  await tabTo(change, { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  const resolved = page.getByRole('menuitemradio', { name: 'Resolved' });
  await expect(resolved).toBeVisible();
  while (!(await resolved.evaluate((item) => item === document.activeElement))) {
    await page.keyboard.press('ArrowDown');
    await expectFocusSeen(page);
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-room-sentence]')).toContainText('is resolved');
  await expect(change).toBeFocused();
}

test('the drill breaks, waits for people, is signed and is really fixed, by the keyboard alone', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const { page: commander, pointers } = await keyboardFor(browser, 'commander');
  const main = commander.getByRole('main');
  const skip = commander.getByRole('link', { name: 'Skip to the content' });
  await commander.reload();
  await commander.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expectFocusSeen(commander);
  await commander.keyboard.press('Enter');
  await expect(main).toBeFocused();
  await expect(main.getByRole('link', { name: /checkout/i }).first()).toBeVisible(WAITS);
  await commander.keyboard.press('j');
  await expectFocusSeen(commander);
  await commander.keyboard.press('Enter');
  await commander.waitForURL(/\/incidents\/inc_/);
  firstRoom = new URL(commander.url()).pathname;

  const firstStop = commander.getByRole('region', { name: 'Stop point: Review the evidence' });
  await expect(firstStop.first()).toBeVisible(WAITS);
  // The picture in the README is this one.
  await commander.screenshot({ path: 'test-results/room.png' });
  await walkAround(commander, ['Tab']);
  await readByKeys(commander);
  await openTheSheetByKeys(commander);
  await letContinueByKeys(commander, 'Review the evidence');
  await letContinueByKeys(commander, 'Settle on a cause');

  const approver = await keyboardFor(browser, 'approver', true);
  await approver.page.keyboard.press('g');
  await approver.page.keyboard.press('a');
  await approver.page.waitForURL(/\/approvals/);
  const waiting = approver.page.getByRole('region', { name: 'Waiting for a decision' });
  await expect(waiting.getByRole('link').first()).toBeVisible(WAITS);
  await approver.page.keyboard.press('j');
  await expectFocusSeen(approver.page);
  await approver.page.keyboard.press('Enter');
  await approver.page.waitForURL(/\/approvals\/act_/);
  expect((await shopOf(demo.home).checkout()).running).toBe('r42');
  const approve = approver.page.getByRole('button', { name: 'Approve rollback of checkout' });
  await expect(approve).toBeEnabled(WAITS);
  await expect(approve).not.toBeFocused();
  // Read to its end and back on the small screen, where two bars stand over the page.
  await walkAround(approver.page, ['Tab', 'Shift+Tab']);
  await pressByKey(approve);
  await expect(approver.page.getByRole('region', { name: 'Where it stands' })).toBeFocused(WAITS);

  const recovered = /Recovered, reported by/;
  await expect(approver.page.getByText(recovered).first()).toBeVisible(WAITS);
  await expect(commander.getByText(recovered).first()).toBeVisible(WAITS);
  expect((await shopOf(demo.home).checkout()).running).toBe('r41');
  await pressByKey(approver.page.getByRole('link', { name: 'Back to approvals' }));
  await approver.page.waitForURL(/\/approvals$/);
  await resolveByKeys(commander);
  expect([await pointers(), await approver.pointers()]).toEqual([0, 0]);
  for (const page of [commander, approver.page]) await page.context().close();
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
