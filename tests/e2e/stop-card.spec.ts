import { expect, type Page, test } from '@playwright/test';
import { axeFindings, demoFile, expectReflow, pageFor } from '../support/browser';
import { event } from '../support/investigation-events';
import { underPolicy } from '../support/policy-in-force';
import { wanderingRun } from '../support/wandering-run';

const card = (page: Page, name: string) =>
  page.getByRole('region', { name: `Stop point: ${name}` });

test('an agent that wanders is made to stop, and a commander reads why and asks for more', async ({
  browser,
}) => {
  const run = await wanderingRun(demoFile(), 'Asks the same again');
  expect(run.posted).toMatchObject({ status: 'waiting', stage: 'gathering' });
  const { page, context } = await pageFor(browser, 'commander');
  const row = page.getByRole('listitem').filter({ hasText: 'Asks the same again' });
  await expect(row.getByText(/^·?\s*Off track/).first()).toBeVisible();
  await row.getByRole('link', { name: 'Asks the same again', exact: true }).click();

  const raised = card(page, 'Off track');
  await expect(raised.getByText('rests on one source (logs, 12 items)').first()).toBeVisible();
  await expect(raised.getByText('The agent did not ask to stop here')).toBeVisible();
  await expect(raised.getByText('Services: payments, storefront')).toBeVisible();
  await expect(raised.getByText(/Sources: Metrics, Traces, Changes/)).toBeVisible();
  await raised.getByText(/^Why: all six signs/).click();
  await expect(
    raised
      .getByRole('list', { name: 'What it is made of' })
      .getByText('Asks the same again', { exact: true }),
  ).toBeVisible();
  await expect(raised.getByText('Against: nothing is recorded')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/stop-card-light.png' });

  const released = run.client.investigations.untilWritable(run.id);
  await raised.getByRole('button', { name: 'Ask for more' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('What should it look at?')
    .fill('Look at payments, and at what was changed');
  await dialog.getByLabel('Why is this not enough?').fill('One source, and nothing against it');
  await dialog.getByRole('button', { name: 'Ask for more' }).click();
  const { returned } = await released;
  expect(returned).toMatchObject([{ instruction: 'Look at payments, and at what was changed' }]);

  const { items } = await run.client.investigations.directives(run.id);
  const told = page.getByRole('region', { name: 'What people told the agent' });
  await expect(told.getByText('Delivered', { exact: true })).toBeVisible();
  await run.lookFurther(items[0]?.id ?? '');
  await expect(told.getByText('Obeyed', { exact: true })).toBeVisible();

  await run.client.checkpoints.create(run.id, { stage: 'evidence', summary: 'Looked at both.' });
  const evidence = card(page, 'Review the evidence');
  await expect(evidence.getByText('2 new items')).toBeVisible();
  await expect(evidence.getByText('90 % → 40 %')).toBeVisible();
  await evidence.getByRole('button', { name: 'Let it continue' }).click();
  await expect(evidence).toBeHidden();
  expect(await run.client.investigations.get(run.id)).toMatchObject({ stage: 'hypothesizing' });
  await context.close();
});

test('the gauge leads to all six signs, and they to what moved them', async ({ browser }) => {
  const run = await wanderingRun(demoFile(), 'Read by an observer');
  const { page, context } = await pageFor(browser, 'observer', {
    at: `/incidents/${run.incidentId}`,
  });
  await page.getByRole('button', { name: /^Off track 0\.\d\d/ }).click();
  await expect(page).toHaveURL(/sel=run(:|%3A)drift/);
  const inspector = page.getByRole('region', { name: 'Inspector' }).first();
  const signs = inspector.getByRole('list', { name: 'What it is made of' });
  await expect(signs.locator('> li')).toHaveCount(6);
  await signs.getByRole('button', { name: 'Error lines of checkout, page 12' }).first().click();
  await expect(inspector.getByText('Error lines of checkout, page 12').first()).toBeVisible();
  const decide = card(page, 'Off track').getByRole('button', { name: 'Let it continue' });
  await expect(decide).toHaveAttribute('aria-disabled', 'true');
  await context.close();
});

test('an agent that goes on after Stop is refused, and flagged where people see it', async ({
  browser,
}) => {
  const run = await wanderingRun(demoFile(), 'Goes on after Stop');
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${run.incidentId}`,
  });
  const raised = card(page, 'Off track');
  await expect(raised.getByText('Cooperative')).toBeVisible();
  await raised.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('It is lost');
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(raised).toBeHidden();
  await run.client.investigations.directives(run.id);
  for (const id of ['n1', 'n2']) {
    await expect(run.post(event(id, 'note.added', { text: 'still here' }))).rejects.toThrow(
      /stopped/,
    );
  }
  const told = page.getByRole('region', { name: 'What people told the agent' });
  await expect(told.getByText('Not obeyed', { exact: true })).toBeVisible();
  await expect(page.getByText('2 writes refused', { exact: true })).toBeVisible();
  await expect(page.getByText('Writes refused', { exact: true }).first()).toBeVisible();
  await context.close();
});

test('where policy leaves it to the one in command, they take command before they let it continue', async ({
  browser,
}) => {
  await underPolicy({ releaser: 'assigned-commander' }, async () => {
    const run = await wanderingRun(demoFile(), 'Left to the one in command');
    const { page, context } = await pageFor(browser, 'commander', {
      at: `/incidents/${run.incidentId}`,
    });
    const raised = card(page, 'Off track');
    const release = raised.getByRole('button', { name: 'Let it continue' });
    await expect(release).toHaveAttribute('aria-disabled', 'true');
    await expect(release).toHaveAccessibleDescription(/only the commander of this incident/);
    await expect(raised.getByRole('button', { name: 'Stop', exact: true })).toBeEnabled();
    await page.getByRole('button', { name: 'Take command' }).click();
    await expect(release).not.toHaveAttribute('aria-disabled', 'true');
    await release.click();
    await expect(raised).toBeHidden();
    await context.close();
  });
});

for (const look of ['dark', 'phone'] as const) {
  test(`the card stands on a ${look} screen, with nothing for axe`, async ({ browser }) => {
    const run = await wanderingRun(demoFile(), `Seen ${look}`);
    const isPhone = look === 'phone';
    const { page, context } = await pageFor(browser, 'commander', {
      isPhone,
      colorScheme: isPhone ? 'light' : 'dark',
      at: `/incidents/${run.incidentId}`,
    });
    const raised = card(page, 'Off track');
    // Decided on without scrolling where the screen is wide, and read to the end before it where not.
    const release = raised.getByRole('button', { name: 'Let it continue' });
    if (isPhone) await expect(release).toBeVisible();
    else await expect(release).toBeInViewport();
    await page.screenshot({ path: `test-results/stop-card-${look}-closed.png` });
    await raised.getByText(/^Why: all six signs/).click();
    expect(await axeFindings(page)).toEqual([]);
    await expectReflow(page);
    await page.screenshot({ path: `test-results/stop-card-${look}.png`, fullPage: isPhone });
    await context.close();
  });
}
