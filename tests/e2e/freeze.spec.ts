import { expect, test, type Browser, type Page } from '@playwright/test';
import { axeFindings, demoFile, expectReflow, pageFor } from '../support/browser';
import { asPersonIn } from '../support/person-in-browser';
import { rollbackOf, stageRun } from '../support/staged-run';

/** A run that proposes, with one change that waits for a signature. */
async function waitingChange(browser: Browser) {
  const staged = await stageRun(demoFile(), `Frozen ${Date.now()}`);
  const { page, context } = await pageFor(browser, 'commander');
  const commander = asPersonIn(page);
  for (const stage of ['evidence', 'commitment'] as const) {
    const checkpoint = await staged.client.checkpoints.create(staged.id, {
      stage,
      summary: 'Weighed what there is.',
      ...(stage === 'commitment' ? { hypothesisId: 'h1' } : {}),
    });
    await commander('POST', `/checkpoints/${checkpoint.id}/decision`, { decision: 'release' });
  }
  const action = await staged.client.actions.propose(staged.id, rollbackOf('Roll back checkout'));
  await context.close();
  return { staged, action };
}

const band = (page: Page) => page.getByRole('region', { name: 'What is frozen' });

/** Whatever a test leaves frozen would hold up all that follow it. */
test.afterEach(async ({ browser }) => {
  const [one, other] = [await pageFor(browser, 'commander'), await pageFor(browser, 'admin')];
  const [commander, admin] = [asPersonIn(one.page), asPersonIn(other.page)];
  const { items } = await commander('GET', '/freezes?state=active');
  for (const { id, liftRequest } of items as { id: string; liftRequest: { id: string } | null }[]) {
    const asked =
      liftRequest ??
      (await commander('POST', `/freezes/${id}/lift-requests`, { reason: 'x' })).liftRequest;
    await admin('POST', `/freezes/${id}/lift-requests/${(asked as { id: string }).id}/agree`, {});
  }
  await one.context.close();
  await other.context.close();
});

test('one person freezes everything, everybody sees it, nobody can sign, two people lift it', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { staged, action } = await waitingChange(browser);
  const commander = await pageFor(browser, 'commander');
  const approver = await pageFor(browser, 'approver', { isPhone: true });
  const observer = await pageFor(browser, 'observer', { colorScheme: 'dark' });
  const admin = await pageFor(browser, 'admin');
  await approver.page.goto(`/approvals/${action.id}`);
  await expect(approver.page.getByRole('button', { name: /^Approve/ })).toBeEnabled();
  await admin.page.goto('/agents');

  await commander.page.getByRole('button', { name: 'Freeze', exact: true }).click();
  const dialog = commander.page.getByRole('dialog', { name: 'Freeze' });
  await dialog.getByRole('button', { name: 'Freeze everything' }).click();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  expect(await axeFindings(commander.page)).toEqual([]);
  await dialog.getByLabel('Why').fill('An agent proposes what nobody asked for.');
  await dialog.getByRole('button', { name: 'Freeze everything' }).click();

  // On every screen, without a reload.
  for (const { page } of [commander, approver, observer, admin]) {
    await expect(band(page)).toContainText('Everything is frozen, by Demo commander');
    await expect(band(page)).toContainText('An agent proposes what nobody asked for.');
    expect(await axeFindings(page)).toEqual([]);
    await expectReflow(page);
  }
  await expect(band(observer.page).getByRole('button', { name: /lift/i })).toHaveCount(0);
  await expect(band(observer.page)).toContainText('Lifting it takes two people.');

  const approve = approver.page.getByRole('button', { name: /^Approve/ });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await expect(approve).toHaveAccessibleDescription(/Everything is frozen, by Demo commander/);
  await expect(approver.page.getByRole('button', { name: /^Reject/ })).not.toHaveAttribute(
    'aria-disabled',
  );

  await commander.page.goto(`/incidents/${staged.incidentId}`);
  const resume = commander.page.getByRole('button', { name: 'Resume' });
  await expect(resume).toHaveAttribute('aria-disabled', 'true');
  await expect(resume).toHaveAccessibleDescription(/Everything is frozen/);
  await expect(commander.page.locator('[data-room-sentence]')).toContainText(
    'two people to lift the freeze',
  );

  await band(commander.page)
    .getByRole('button', { name: /needs two people/ })
    .click();
  const asking = commander.page.getByRole('dialog', { name: 'Ask to lift the freeze' });
  await asking.getByLabel('Why it can be lifted').fill('The agent is suspended.');
  await asking.getByRole('button', { name: 'Ask to lift it' }).click();
  await expect(band(commander.page)).toContainText('another person has to agree');
  await expect(band(commander.page).getByRole('button', { name: 'Take it back' })).toBeVisible();

  await expect(band(admin.page)).toContainText('Demo commander asks to lift it');
  await band(admin.page).getByRole('button', { name: 'Agree and lift…' }).click();
  const agreeing = admin.page.getByRole('dialog', { name: 'Agree to lift the freeze' });
  await expect(agreeing).toContainText('The agent is suspended.');
  await agreeing.getByRole('button', { name: 'Agree and lift' }).click();
  await admin.page.waitForURL(/\/freezes\/frz_/);
  for (const { page } of [commander, approver, observer, admin]) {
    await expect(band(page)).toHaveCount(0);
  }
  await expect(approve).not.toHaveAttribute('aria-disabled');

  // Lifting resumed nothing: a commander lets each run go on.
  await commander.page.goto(new URL(admin.page.url()).pathname);
  const run = commander.page
    .getByRole('list', { name: 'Paused runs' })
    .getByRole('listitem')
    .filter({ has: commander.page.locator(`a[href*="${staged.incidentId}"]`) });
  await run.getByRole('button', { name: 'Resume' }).click();
  await expect(run).toHaveCount(0);
  expect((await staged.client.investigations.get(staged.id)).status).toBe('running');
  for (const { context } of [commander, approver, observer, admin]) await context.close();
});

test('one service is frozen from the command menu, and the others go on', async ({ browser }) => {
  test.setTimeout(120_000);
  const { page, context } = await pageFor(browser, 'admin');
  await expect(page.getByRole('button', { name: 'Command menu' }).first()).toBeEnabled();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a page or a command' }).fill('freeze');
  // The brake comes before the list of what was ever frozen.
  await expect(page.getByRole('option').first()).toContainText('Freeze everything');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Freeze' });
  await dialog.getByText('One service').click();
  await dialog.getByLabel('Service', { exact: true }).selectOption('payments');
  await dialog.getByLabel('Why').fill('Its ledger is being moved.');
  await dialog.getByRole('button', { name: 'Freeze payments' }).click();
  await expect(band(page)).toContainText('payments is frozen, by Demo admin');
  const staged = await stageRun(demoFile(), `Beside a freeze ${Date.now()}`);
  expect((await staged.client.investigations.get(staged.id)).status).toBe('running');
  await page.goto('/services?service=payments');
  await expect(page.getByRole('main')).toContainText('payments is frozen, by Demo admin');
  await page.goto('/freezes');
  await expect(page.getByRole('list', { name: /Freezes/ })).toContainText('payments');
  await context.close();
});

test('an observer has no brake, and the phone of a commander has one', async ({ browser }) => {
  const observer = await pageFor(browser, 'observer');
  await expect(observer.page.getByRole('button', { name: 'Freeze', exact: true })).toHaveCount(0);
  const phone = await pageFor(browser, 'commander', { isPhone: true });
  const brake = phone.page.getByRole('button', { name: 'Freeze', exact: true });
  await expect(brake).toBeVisible();
  const box = await brake.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await brake.click();
  await expect(phone.page.getByRole('dialog', { name: 'Freeze' })).toBeVisible();
  await expectReflow(phone.page);
  for (const { context } of [observer, phone]) await context.close();
});
