import { expect, type Page, test } from '@playwright/test';
import { axeFindings, demoFile, expectAccessible, pageFor } from '../support/browser';
import { joined } from '../support/joining';
import { asPersonIn } from '../support/person-in-browser';
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
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${staged.incidentId}`,
  });
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

  // Somebody refutes what is about to be settled on, while the press is on its way.
  const call = asPersonIn(page);
  const evidence = { stage: 'evidence', summary: 'Weighed.' } as const;
  const first = await staged.client.checkpoints.create(staged.id, evidence);
  await call('POST', `/checkpoints/${first.id}/decision`, { decision: 'release' });
  const asked = { stage: 'commitment', summary: 'It is the release.', hypothesisId: 'h1' } as const;
  const second = await staged.client.checkpoints.create(staged.id, asked);
  await page.route(`**/checkpoints/${second.id}/decision`, async (route) => {
    const reason = 'r41 fails as well.';
    await call('POST', `/investigations/${staged.id}/hypotheses/h1/refutation`, { reason });
    await route.continue();
  });
  const stop = page.getByRole('region', { name: 'Stop point: Settle on a cause' });
  const settle = stop.getByRole('button', { name: 'Let it continue' });
  await settle.click();
  await expect(stop.getByRole('alert')).toContainText('refuted');
  await expect(settle).toHaveAccessibleDescription(/Demo commander refuted this claim/);
  expect(await call('GET', `/checkpoints/${second.id}`)).toMatchObject({ state: 'waiting' });
  await context.close();
});

test('a note tells whom its writer chose; command is offered with what the room knows, and accepted', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const staged = await stageRun(demoFile(), 'Said among people');
  const { page: relief } = await joined(browser, 'Vera', 'commander');
  const { page, context } = await pageFor(browser, 'commander', {
    at: `/incidents/${staged.incidentId}`,
  });
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
  await dialog.getByLabel('To').selectOption({ label: 'Vera' });
  await dialog.getByRole('button', { name: 'Offer command' }).click();
  await expect(page.getByText('Command is being handed over.')).toBeVisible();

  // Whoever it is offered to reads the summary and takes it; until then the other commands.
  await relief.goto(`/incidents/${staged.incidentId}`);
  const offer = relief.getByRole('note').filter({ hasText: 'Command is offered to you.' });
  await offer.getByRole('button', { name: 'Read the summary' }).click();
  await expect(relief.getByRole('region', { name: 'Inspector' }).first()).toContainText(
    'Waiting for the agent',
  );
  expect(await axeFindings(relief)).toEqual([]);
  await offer.getByRole('button', { name: 'Accept command' }).click();
  await expect(offer).toBeHidden();
  for (const [desk, says] of [
    [relief, 'You command'],
    [page, 'Vera'],
  ] as const) {
    await expect(desk.getByText(`Commander: ${says}`)).toBeVisible();
  }
  await relief.context().close();
  await context.close();

  const { page: theirs, context: other } = await pageFor(browser, 'observer', {
    isPhone: true,
    at: '/approvals',
  });
  const said = theirs.getByRole('region', { name: 'Said to you' });
  await expect(said).toContainText('names you in a note');
  await said.getByRole('link', { name: 'Said among people' }).click();
  await expect(theirs.getByText('Told of it: Demo observer')).toBeVisible();
  await theirs.goto(`/incidents/${staged.incidentId}?view=board`);
  await expect(claim(theirs, 'Payments is failing by itself')).toBeVisible();
  expect(await axeFindings(theirs)).toEqual([]);
  await other.close();
});
