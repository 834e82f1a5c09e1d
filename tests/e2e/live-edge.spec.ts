import { expect, test } from '@playwright/test';
import { beginRun } from '../support/agent-run';
import { demoFile, pageFor } from '../support/browser';
import { event } from '../support/investigation-events';
import { asPersonIn } from '../support/person-in-browser';

test('the newest row stays in view through a stop point, and what is read stays where it is', async ({
  browser,
}) => {
  const run = await beginRun(demoFile(), 'Many rows');
  let count = 0;
  const arrive = async (more: number) => {
    const notes = Array.from({ length: more }, (_, place) =>
      event(`n${count + place}`, 'note.added', { text: `Row ${count + place}.` }),
    );
    await run.post(...notes);
    count += more;
  };
  await arrive(60);
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${run.incidentId}`,
  });
  const tree = page.getByRole('tree', { name: 'Timeline' });
  const row = (number: number) => tree.getByText(`Row ${number}.`, { exact: true });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await expect(row(count - 1)).toBeInViewport();

  // What a stop point brings with it, the page around it is never hidden for.
  const room = page.locator('main > *').first();
  await room.evaluate((node) => {
    const hidden = new MutationObserver(() => {
      if (getComputedStyle(node).display === 'none') document.body.dataset.wasHidden = 'true';
    });
    hidden.observe(node, { attributes: true, attributeFilter: ['style'] });
  });
  const commander = asPersonIn(page);
  const card = page.getByRole('group', { name: 'Decide this stop point' });
  const { id } = await run.client.checkpoints.create(run.id, {
    stage: 'evidence',
    summary: 'Enough, I think.',
  });
  await expect(card).toBeVisible();
  await commander('POST', `/checkpoints/${id}/decision`, { decision: 'release' });
  for (let batch = 0; batch < 10; batch += 1) await arrive(10);
  await expect(row(count - 1)).toBeInViewport();
  expect(await page.locator('body').getAttribute('data-was-hidden')).toBeNull();

  await tree.hover();
  await page.mouse.wheel(0, -700);
  const read = row(count - 30);
  await expect(read).toBeInViewport();
  const before = await read.boundingBox();
  await arrive(40);
  const back = page.getByRole('button', { name: '40 new' });
  await expect(back).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await back.click();
  await expect(row(count - 1)).toBeInViewport();
  await context.close();
});

test('rows far above the newest stay while thousands arrive, and the newest is a press away', async ({
  browser,
}) => {
  const run = await beginRun(demoFile(), 'Thousands of rows');
  let count = 0;
  const arrive = async (more: number) => {
    for (let posted = 0; posted < more; posted += 400) {
      const notes = Array.from({ length: 400 }, (_, place) =>
        event(`n${count + place}`, 'note.added', { text: `Row ${count + place}.` }),
      );
      await run.post(...notes);
      count += 400;
    }
  };
  await arrive(1200);
  const { page, context } = await pageFor(browser, 'observer', {
    at: `/incidents/${run.incidentId}`,
  });
  const tree = page.getByRole('tree', { name: 'Timeline' });
  const row = (number: number) => tree.getByText(`Row ${number}.`, { exact: true });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await expect(row(count - 1)).toBeInViewport();
  await arrive(800);
  await expect(row(count - 1)).toBeInViewport();

  const line = (await tree.getByRole('treeitem').last().boundingBox())?.height ?? 0;
  await tree.evaluate((list, px) => list.scrollBy(0, -px), 900 * line);
  const read = row(count - 1 - 905);
  await expect(read).toBeInViewport();
  const before = await read.boundingBox();
  await arrive(4000);
  const newest = page.getByRole('button', { name: 'Go to the newest' });
  await expect(newest).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await newest.click();
  await expect(row(count - 1)).toBeInViewport();
  await arrive(400);
  await expect(row(count - 1)).toBeInViewport();
  await context.close();
});
