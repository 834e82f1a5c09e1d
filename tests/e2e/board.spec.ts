import { expect, type Page, test } from '@playwright/test';
import { axeFindings, demoFile, expectAccessible, pageFor } from '../support/browser';
import { event } from '../support/investigation-events';
import { HOSTILE, stageRun } from '../support/staged-run';

const claim = (page: Page, statement: string) =>
  page
    .getByRole('list', { name: /Claims side by side/ })
    .getByRole('listitem')
    .filter({
      has: page.getByRole('heading', { name: statement }),
    });

test('a commander weighs claims side by side, and refutes one whatever the agent says of it', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Weighed by people');
  await staged.post(
    event('h3', 'hypothesis.proposed', {
      hypothesis: { id: 'h3', statement: 'The pool is exhausted', confidence: 0.3 },
    }),
    event('l3', 'hypothesis.linked', {
      hypothesisId: 'h3',
      evidenceId: 'e-series',
      relation: 'supports',
      weight: 0.6,
    }),
  );
  const { page, context } = await pageFor(browser, 'commander');
  await page.goto(`/incidents/${staged.incidentId}`);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('Nothing was recorded against it').first()).toBeVisible();
  await claim(page, 'The pool is exhausted').getByRole('button', { name: 'Refute' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What shows it to be wrong?').fill('Nothing waits for the pool.');
  await dialog.getByRole('button', { name: 'Refute it' }).click();
  const refuted = claim(page, 'The pool is exhausted');
  await expect(refuted.getByText('Refuted by a person')).toBeVisible();
  const { directives } = await staged.post(
    event('again', 'hypothesis.revised', { hypothesisId: 'h3', status: 'supported', because: [] }),
  );
  expect(directives.map(({ instruction }) => instruction).join()).toContain(
    'Nothing waits for the pool.',
  );
  await expect(refuted.getByText(/would stand as “Supported”/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Graph' }).click();
  await page.getByRole('button', { name: 'Seen as table' }).last().press('Enter');
  await expect(page.getByRole('heading', { name: 'Seen as table' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

test('a note tells whom its writer chose, and a hand-over is drafted from what the room knows', async ({
  browser,
}) => {
  const staged = await stageRun(demoFile(), 'Said among people');
  const { page, context } = await pageFor(browser, 'commander');
  await page.goto(`/incidents/${staged.incidentId}`);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const note = dialog.getByLabel('Note');
  await note.fill(`${HOSTILE} @`);
  await note.pressSequentially('Demo obs');
  await expect(dialog.getByRole('option', { name: /Demo observer/ })).toBeVisible();
  await note.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('Demo observer');
  await dialog.getByRole('button', { name: 'Add the note' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Take command' }).click();
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(dialog.getByLabel('Summary')).toHaveValue(
    /Said among people.*\nWaiting for the agent/,
  );
  expect(await axeFindings(page)).toEqual([]);
  await context.close();

  const { page: theirs, context: other } = await pageFor(browser, 'observer', { isPhone: true });
  await theirs.goto('/approvals');
  const said = theirs.getByRole('region', { name: 'Said to you' });
  await expect(said).toContainText('names you in a note');
  await said.getByRole('link', { name: 'Said among people' }).click();
  await expect(theirs.getByText('Told of it: Demo observer')).toBeVisible();
  await theirs.goto(`/incidents/${staged.incidentId}?view=board`);
  await expect(claim(theirs, 'Payments is failing by itself')).toBeVisible();
  expect(await axeFindings(theirs)).toEqual([]);
  await other.close();
});
