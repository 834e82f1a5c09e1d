import { expect, test } from '@playwright/test';
import { demoFile, expectAccessible, pageFor } from '../support/browser';
import { motionIn } from '../support/motion';
import { event } from '../support/investigation-events';
import { BODY_FORMATS, stageRun } from '../support/staged-run';

test('an event posted by an agent appears without a reload', async ({ browser }) => {
  const staged = await stageRun(demoFile(), 'Live room');
  const { page, context } = await pageFor(browser, 'observer', {
    at: `/incidents/${staged.incidentId}`,
  });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await staged.post(event('late', 'note.added', { text: 'Seen a moment ago' }));
  await expect(page.getByText('Seen a moment ago').first()).toBeVisible();
  await context.close();
});

test('a commander lets an investigation continue, and the agent is told; nothing moves for who asks for stillness', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Held at the evidence');
  const checkpoint = await staged.client.checkpoints.create(staged.id, {
    stage: 'evidence',
    summary: 'Seven items weighed.',
  });
  const { page, context } = await pageFor(browser, 'commander', { reducedMotion: 'reduce' });
  const link = page.getByRole('link', { name: /Held at the evidence/ }).first();
  await expect(link).toBeVisible();
  expect(await motionIn(page)).toEqual([]);
  await link.click();
  const card = page.getByRole('group', { name: 'Decide this stop point' });
  const decided = staged.client.checkpoints.untilDecided(checkpoint.id);
  await card.getByRole('button', { name: 'Let it continue' }).click();
  expect(await decided).toMatchObject({ state: 'released', decidedBy: { type: 'person' } });
  await expect(card).toBeHidden();
  await staged.post(event('after', 'note.added', { text: 'Going on' }));
  await expect(page.getByText('Going on').first()).toBeVisible();
  expect(await motionIn(page)).toEqual([]);
  await context.close();
});

test('asking for more needs a reason and reaches the agent as an instruction', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Thin evidence');
  const checkpoint = await staged.client.checkpoints.create(staged.id, {
    stage: 'evidence',
    summary: 'Enough, I think.',
  });
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${staged.incidentId}`,
  });
  await page
    .getByRole('group', { name: 'Decide this stop point' })
    .getByRole('button', { name: 'Ask for more' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What should it look at?').fill('Look at payments');
  await dialog.getByLabel('Why is this not enough?').fill('One source only');
  await dialog.getByRole('button', { name: 'Ask for more' }).click();
  const decided = await staged.client.checkpoints.untilDecided(checkpoint.id);
  expect(decided).toMatchObject({ state: 'returned', instruction: 'Look at payments' });
  await context.close();
});

test('an observer sees the buttons disabled, with the reason', async ({ browser }) => {
  const staged = await stageRun(demoFile(), 'Watched');
  await staged.client.checkpoints.create(staged.id, { stage: 'evidence', summary: 'Ready.' });
  const { page, context } = await pageFor(browser, 'observer', {
    at: `/incidents/${staged.incidentId}`,
  });
  const button = page
    .getByRole('group', { name: 'Decide this stop point' })
    .getByRole('button', { name: 'Let it continue' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(/commander/);
  await context.close();
});

test('every form of evidence opens in the inspector, and hostile text stays text', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Hostile');
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${staged.incidentId}`,
  });
  const title = await page.title();
  for (const format of BODY_FORMATS) {
    await page.goto(`/incidents/${staged.incidentId}?sel=ev:e-${format}`);
    const inspector = page.getByRole('region', { name: 'Inspector' }).first();
    await expect(inspector).toContainText(`Seen as ${format}`);
  }
  // The override that turns text around is drawn as a label, never as itself.
  await expect(page.getByText('U+202E').first()).toBeVisible();
  expect(await page.locator('main img[src="x"], main a[href^="javascript:"]').count()).toBe(0);
  expect(await page.title()).toBe(title);
  await context.close();
});

test('a room is looked back at: as it was known then, with nothing to decide, and back', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Looked back at');
  await staged.client.checkpoints.create(staged.id, { stage: 'evidence', summary: 'Ready.' });
  const { page, context } = await pageFor(browser, 'commander', {
    // The seventh event: evidence is there, and nobody has claimed a cause.
    at: `/incidents/${staged.incidentId}?run=${staged.id}&at=7`,
    reducedMotion: 'reduce',
  });
  const band = page.getByRole('region', { name: 'Looking back' });
  await expect(band).toContainText('event 7 of');
  await expect(page.locator('[data-room-sentence]')).toContainText('no cause is claimed yet');
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toHaveAttribute('aria-disabled', 'true');
  await expect(pause).toHaveAccessibleDescription(/Go back to now/);
  await expectAccessible(page);

  await band.getByRole('slider', { name: 'Event of the run' }).press('End');
  await expect(page.getByRole('region', { name: 'What waits on people' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let it continue' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await band.getByLabel('Go to a time (UTC) or an event').fill('#8');
  await band.getByRole('button', { name: 'Go' }).click();
  await expect(page).toHaveURL(/at=8/);
  await band.getByRole('button', { name: 'Play' }).click();
  await expect(page).toHaveURL(/at=10/);
  expect(await motionIn(page)).toEqual([]);

  // Two moments: this one, and one that is picked.
  await page.goto(`/incidents/${staged.incidentId}?run=${staged.id}&at=16`);
  await band.getByRole('button', { name: 'Compare with…' }).click();
  const picker = page.getByRole('dialog', { name: 'Compare with another moment' });
  await picker.getByLabel('Compare with a time (UTC) or an event').fill('#12');
  await picker.getByRole('button', { name: 'Go' }).click();
  await expect(page).toHaveURL(/since=12/);
  const changed = page.getByRole('region', { name: 'What changed' }).first();
  await expect(changed).toContainText(/between .*\(event 12\) and .*\(event 16\)/);
  const moved = changed.getByRole('button', { name: /Estimate of .* to 85 % after/ });
  await expectAccessible(page);
  await moved.click();
  await expect(page).toHaveURL(/sel=hyp/);
  await changed.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(changed).toBeHidden();

  // Without a line the next moment waits, and says so.
  await context.setOffline(true);
  await band.getByRole('button', { name: 'Event before' }).click();
  await expect(band).toContainText('offline, the next moment waits');
  await context.setOffline(false);
  await expect(band).toContainText('event 15 of');

  await band.getByRole('button', { name: 'Back to now' }).click();
  await expect(band).toBeHidden();
  await expect(page.getByRole('button', { name: 'Let it continue' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await context.close();
});
