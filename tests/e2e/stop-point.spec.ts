import { expect, test } from '@playwright/test';
import { beginCheckoutRun } from '../support/checkout-run';
import { expectAccessible, pageFor } from '../support/browser';
import { note } from '../support/investigation-events';
import { underPolicy } from '../support/policy-in-force';

/** Long enough for a busy machine: what is waited for comes by itself. */
const SOON = { timeout: 60_000 };

test('a stop point that nobody decides pauses the run, and resuming leads to a new one', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const title = `Undecided stop point ${Date.now()}`;
  const run = await beginCheckoutRun(title);
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${run.incidentId}`,
  });
  const asked = { stage: 'evidence' as const, summary: 'Two items weighed, one cause leads.' };
  const first = await underPolicy({ checkpointTtlMs: 6000 }, () =>
    run.client.checkpoints.create(run.id, asked),
  );
  const waits = page.getByRole('region', { name: 'What waits on people' });
  await expect(waits).toContainText('Review the evidence: Nobody decided in time', SOON);
  await expect(waits.getByRole('button', { name: 'Let it continue' })).toBeHidden();
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
  const sentence = page.locator('[data-room-sentence]');
  await expect(sentence).toContainText('waiting for a commander to resume it');
  const told = await run.client.checkpoints.untilDecided(first.id);
  expect(told).toMatchObject({ state: 'expired', decidedBy: null });
  await expect(run.post(note('n1'))).rejects.toMatchObject({ slug: 'paused' });
  await expectAccessible(page);

  await page.goto('/incidents');
  const row = page.getByRole('listitem').filter({ hasText: title });
  await row.getByRole('link', { name: /Resume or stop.*Waits on you/ }).click();
  await waits.getByRole('button', { name: 'Resume at a new stop point' }).click();
  const card = page.getByRole('region', { name: 'Stop point: Review the evidence' });
  await expect(card).toContainText('Asked again: nobody decided in time the last time.', SOON);
  const held = await run.client.investigations.get(run.id);
  expect(held).toMatchObject({ status: 'waiting', stage: 'gathering' });
  expect(held.checkpointId).not.toBe(first.id);
  await expect(run.post(note('n1'))).rejects.toMatchObject({ slug: 'waiting-at-checkpoint' });

  await card.getByRole('button', { name: 'Let it continue' }).click();
  const second = await run.client.checkpoints.untilDecided(held.checkpointId ?? '');
  expect(second).toMatchObject({ state: 'released', decidedBy: { type: 'person' } });
  await expect(card).toBeHidden(SOON);
  expect(await run.post(note('n1'))).toMatchObject({ status: 'running', stage: 'hypothesizing' });
  await context.close();
});
