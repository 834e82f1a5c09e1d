import { expect, test } from '@playwright/test';
import { axeFindings, demoFile, pageFor } from '../support/browser';
import { event } from '../support/investigation-events';
import { stageRun } from '../support/staged-run';

test('a stretch of a run is drawn over, linked to, typed, moved by keys and taken back', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Zoomed into');
  const { page, context } = await pageFor(browser, 'commander');
  await page.goto(`/incidents/${staged.incidentId}`);
  const strip = page.getByRole('region', { name: 'The whole run' });
  const brush = strip.locator('[data-strip-brush]');
  await brush.scrollIntoViewIfNeeded();
  const box = await brush.boundingBox();
  if (!box) throw new Error('The strip is not drawn.');
  const y = box.y + box.height / 2;
  // All of it happened within the first seconds: the second half of its minute is empty.
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/window=/);
  await expect(page).not.toHaveURL(/[?&]at=/);
  await expect(page.getByText(/\d+ rows lie outside/)).toBeVisible();
  await expect(page.getByText('No row matches')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/\d+ rows lie outside/)).toBeVisible();

  const from = strip.getByRole('slider', { name: 'Beginning of the stretch' });
  await from.press('Home');
  // The incident was opened before the run began.
  await expect(page.getByText('1 row lies outside')).toBeVisible();
  await expect(page.getByText('No row matches')).toBeHidden();
  expect(await axeFindings(page)).toEqual([]);

  await strip.getByRole('button', { name: 'Show all' }).click();
  await expect(page).not.toHaveURL(/window=/);
  await page.keyboard.press('z');
  const form = page.getByRole('form', { name: 'Zoom into a stretch' });
  await expect(form.getByLabel('From (UTC)')).toBeFocused();
  await form.getByLabel('From (UTC)').fill('soon');
  await form.getByRole('button', { name: 'Zoom' }).click();
  await expect(form.getByText(/A time in UTC/)).toBeVisible();
  await form.getByLabel('From (UTC)').fill('2020-01-01 00:00');
  await form.getByLabel('To (UTC)').fill('');
  await form.getByRole('button', { name: 'Zoom' }).click();
  await expect(page).toHaveURL(/window=2020-01-01T00:00:00.000Z\/\.\./);
  await expect(form).toBeHidden();

  // It follows: what happens now is in it at once.
  const rows = page.getByRole('tree', { name: 'Timeline' });
  await staged.post(event('late', 'note.added', { text: 'Said after the zoom' }));
  await expect(rows.getByText('Said after the zoom')).toBeVisible();
  await context.close();
});

test('rows are copied as Markdown, as high as was chosen, and the room is printed', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Copied and printed');
  const { page, context } = await pageFor(browser, 'observer');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/incidents/${staged.incidentId}?kind=evidence`);
  const row = page.getByRole('tree', { name: 'Timeline' }).getByRole('treeitem').first();
  const height = async () => (await row.boundingBox())?.height;
  await expect.poll(height).toBe(32);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByRole('menuitem', { name: /^Copy \d+ rows?$/ }).click();
  await expect(page.getByText(/^Copied \d+ rows?$/).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Only kinds Evidence.');
  expect(copied).toContain(`/incidents/${staged.incidentId}?run=${staged.id}&sel=step%3As1`);

  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await expect.poll(height).toBe(26);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect.poll(height).toBe(26);

  await page.getByRole('link', { name: 'Print or save as PDF' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Copied and printed');
  await expect(page.getByRole('heading', { name: /^Appendix/ })).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeHidden();
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(ink);
  await context.close();
});
