import { expect, type Page, test } from '@playwright/test';
import { demoFile, pageFor } from '../support/browser';
import { expectLive } from '../support/connection';
import { event } from '../support/investigation-events';
import { asPersonIn } from '../support/person-in-browser';
import { proposeSomething } from '../support/proposing-in-browser';
import { type Replica, startReplica } from '../support/replica-of-demo';
import { stageRun } from '../support/staged-run';

/** A browser that lost its server asks again after at most fifteen seconds. */
const BACK = { timeout: 30_000 };

let replica: Replica;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  replica = await startReplica();
});

test.afterAll(async () => replica.stop());

/** By where it stands and not by its role: a dialog hides what is around it from roles. */
const bar = (page: Page, says: string) =>
  page.locator('[data-reach-bar]').filter({ hasText: says });
const cutOff = (page: Page) => bar(page, 'No connection to the server');

/** Keeps every sentence that the page says aloud. */
const listenTo = (page: Page) =>
  page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const region of document.querySelectorAll('[data-announcer]')) {
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
const heardIn = (page: Page, what: RegExp) =>
  page.evaluate(
    (source) =>
      (window as unknown as { said: string[] }).said.filter((each) =>
        new RegExp(source).test(each),
      ),
    what.source,
  );

test('while the server is away every page says how old it is, takes nothing and keeps what is typed; then nothing is missed', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const staged = await stageRun(demoFile(), 'Cut off');
  const { demo } = replica;
  const { page: room, context } = await pageFor(browser, 'commander', { demo });
  const action = await proposeSomething(room, `Cut off too ${Date.now()}`);
  const floor = await context.newPage();
  const { page: decision } = await pageFor(browser, 'approver', {
    demo,
    isPhone: true,
    at: `/approvals/${action}`,
  });
  await floor.goto('/incidents');
  await room.goto(`/incidents/${staged.incidentId}`);
  for (const page of [room, floor, decision]) await expectLive(page);
  await listenTo(room);
  const dialog = room.getByRole('dialog');
  await room.getByRole('button', { name: 'Note', exact: true }).click();
  await dialog.getByLabel('Note').fill('Seen from the till as well.');
  const approve = decision.getByRole('button', { name: /^Approve/ });
  await expect(approve).toBeEnabled();

  await replica.stop();
  for (const page of [room, floor, decision]) {
    const age = /What you see is as of (just now|\d+ s ago)/;
    await expect(cutOff(page)).toContainText(age, BACK);
  }
  // Nothing that is pressed is lost without a word, or done later.
  await dialog.getByRole('button', { name: 'Add the note' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The server could not be reached');
  await expect(dialog.getByLabel('Note')).toHaveValue('Seen from the till as well.');
  await approve.click();
  const refused = decision.getByRole('alert').filter({ hasText: 'Not recorded: No connection' });
  await expect(refused).toBeVisible();
  await decision.getByRole('button', { name: /^Reject/ }).click();
  const reject = decision.getByRole('dialog');
  await reject.getByLabel('Reason', { exact: true }).fill('Not while nothing is heard.');
  await reject.getByRole('button', { name: /^Reject/ }).click();
  await expect(refused).toBeVisible();
  await decision.getByRole('button', { name: /^Reject/ }).click();
  await expect(reject.getByLabel('Reason', { exact: true })).toHaveValue(
    'Not while nothing is heard.',
  );
  await reject.getByRole('button', { name: 'Go back' }).click();
  // What was never loaded cannot be opened: it says so, and the page around it stays.
  await floor.getByRole('button', { name: 'Freeze', exact: true }).click();
  await expect(floor.getByText('This could not be opened')).toBeVisible();
  await expect(floor.getByRole('heading', { level: 1 })).toHaveText('Floor');
  const away = [1, 2, 3].map((n) => ({ id: `away-${n}`, text: `Found while away, ${n}` }));
  await staged.post(...away.map(({ id, text }) => event(id, 'note.added', { text })));

  await replica.start();
  for (const page of [room, floor, decision]) await expect(cutOff(page)).toBeHidden(BACK);
  // By their attribute: the dialog that is still open hides them from roles.
  const rows = room.locator('[role="treeitem"]');
  for (const { text } of away) await expect(rows.filter({ hasText: text })).toHaveCount(1);
  await expect.poll(() => heardIn(room, /new events?/)).toEqual(['3 new events']);
  expect(await heardIn(room, /No connection/)).toHaveLength(1);
  await expect.poll(() => heardIn(room, /connection is back/)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Add the note' }).click();
  await expect(dialog).toBeHidden();
  await expect(rows.filter({ hasText: 'Seen from the till as well.' })).toHaveCount(1);
  expect(await asPersonIn(decision)('GET', `/actions/${action}`)).toMatchObject({
    state: 'pending_approval',
    decisions: [],
  });
  await context.close();
  await decision.context().close();
});

test('a signature that was pressed without a network is not sent once there is one', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const commander = await pageFor(browser, 'commander');
  const action = await proposeSomething(commander.page, `Without a network ${Date.now()}`);
  await commander.context.close();
  const { page, context } = await pageFor(browser, 'approver', { at: `/approvals/${action}` });
  const approve = page.getByRole('button', { name: /^Approve/ });
  await expect(approve).toBeEnabled();
  // A line that opens only now would tell that there is a network after all: here it is on loopback.
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible(BACK);
  await context.setOffline(true);
  await expect(bar(page, 'You are offline')).toBeVisible(BACK);
  await approve.click();
  const refused = page.getByRole('alert').filter({ hasText: 'Not recorded: You are offline' });
  await expect(refused).toContainText('This was not sent, and nothing has changed.');
  await context.setOffline(false);
  await expect(bar(page, 'You are offline')).toBeHidden(BACK);
  const standing = await asPersonIn(page)('GET', `/actions/${action}`);
  expect(standing).toMatchObject({ state: 'pending_approval', decisions: [] });
  await approve.click();
  const stands = page.getByRole('region', { name: 'Where it stands' });
  await expect(stands).toContainText('Signed by 1 of', BACK);
  await context.close();
});
