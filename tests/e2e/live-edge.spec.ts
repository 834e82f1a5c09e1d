import { type Browser, expect, test } from '@playwright/test';
import { beginRun } from '../support/agent-run';
import { demoFile, pageFor } from '../support/browser';
import { event } from '../support/investigation-events';
import { asPersonIn } from '../support/person-in-browser';

/** Events of one post: the API takes 500. */
const AT_ONCE = 400;

/** A run that tells nothing but numbered rows. */
async function numberedRun(title: string) {
  const run = await beginRun(demoFile(), title);
  let count = 0;
  return {
    ...run,
    /** The number of the newest row. */
    newest: () => count - 1,
    arrive: async (more: number) => {
      for (const until = count + more; count < until;) {
        const notes = Array.from({ length: Math.min(AT_ONCE, until - count) }, (_, place) =>
          event(`n${count + place}`, 'note.added', { text: `Row ${count + place}.` }),
        );
        await run.post(...notes);
        count += notes.length;
      }
    },
  };
}

/** Opens the room of such a run, whose newest row is in view. */
async function openAtEdge(
  browser: Browser,
  role: string,
  run: Awaited<ReturnType<typeof numberedRun>>,
) {
  const { page, context } = await pageFor(browser, role, { at: `/incidents/${run.incidentId}` });
  const tree = page.getByRole('tree', { name: 'Timeline' });
  const row = (number: number) => tree.getByText(`Row ${number}.`, { exact: true });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await expect(row(run.newest())).toBeInViewport();
  return { page, context, tree, row };
}

test('the newest row stays in view through a stop point, and what is read stays where it is', async ({
  browser,
}) => {
  const run = await numberedRun('Many rows');
  await run.arrive(60);
  const { page, context, tree, row } = await openAtEdge(browser, 'commander', run);

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
  for (let batch = 0; batch < 10; batch += 1) await run.arrive(10);
  await expect(row(run.newest())).toBeInViewport();
  expect(await page.locator('body').getAttribute('data-was-hidden')).toBeNull();

  await tree.hover();
  await page.mouse.wheel(0, -700);
  const read = row(run.newest() - 29);
  await expect(read).toBeInViewport();
  const before = await read.boundingBox();
  await run.arrive(40);
  const back = page.getByRole('button', { name: '40 new' });
  await expect(back).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await back.click();
  await expect(row(run.newest())).toBeInViewport();
  await context.close();
});

test('rows far above the newest stay while thousands arrive, and the newest is a press away', async ({
  browser,
}) => {
  const run = await numberedRun('Thousands of rows');
  await run.arrive(1200);
  const { page, context, tree, row } = await openAtEdge(browser, 'observer', run);
  await run.arrive(800);
  await expect(row(run.newest())).toBeInViewport();

  const line = (await tree.getByRole('treeitem').last().boundingBox())?.height ?? 0;
  await tree.evaluate((list, px) => list.scrollBy(0, -px), 900 * line);
  const read = row(run.newest() - 905);
  await expect(read).toBeInViewport();
  const before = await read.boundingBox();
  await run.arrive(4000);
  const newest = page.getByRole('button', { name: 'Go to the newest' });
  await expect(newest).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await newest.click();
  await expect(row(run.newest())).toBeInViewport();
  await run.arrive(400);
  await expect(row(run.newest())).toBeInViewport();
  await context.close();
});
