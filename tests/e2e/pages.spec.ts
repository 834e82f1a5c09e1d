import { expect, test } from '@playwright/test';
import { axeFindings, demoFile, expectReflow, pageFor, signInAs } from '../support/browser';
import { rollbackOf, stageRun } from '../support/staged-run';
import { asPersonIn } from '../support/person-in-browser';

/** Addresses of every page, with an incident that holds something of everything. */
async function everyPage(browser: Parameters<typeof pageFor>[0]): Promise<Record<string, string>> {
  const staged = await stageRun(demoFile(), `Every page ${Date.now()}`);
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
  return {
    floor: '/incidents',
    room: `/incidents/${staged.incidentId}`,
    approvals: '/approvals',
    decision: `/approvals/${action.id}`,
    archive: '/archive',
    agents: '/agents',
    services: '/services?service=checkout',
    'services as a table': '/services?view=table',
    'services to import': '/services/import',
    freezes: '/freezes',
    missing: '/nothing/here',
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ browser, isMobile }) => {
    test.setTimeout(180_000);
    const pages = await everyPage(browser);
    const { page, context } = await pageFor(browser, 'approver', {
      isPhone: isMobile === true,
      colorScheme,
    });
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|hydrat/i.test(message.text())) failures.push(message.text());
    });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect.soft(await axeFindings(page), `${name}, ${colorScheme}`).toEqual([]);
      await expectReflow(page);
    }
    expect(failures).toEqual([]);
    await context.close();
  });
}

test('axe finds nothing on the pages before signing in', async ({ page }) => {
  for (const path of ['/sign-in', '/invitation']) {
    await page.goto(demoFile().url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await axeFindings(page), path).toEqual([]);
  }
});

test('a page is refused before signing in, and opened after', async ({ page }) => {
  const { url } = demoFile();
  await page.goto(`${url}/agents`);
  await expect(page).toHaveURL(/sign-in/);
  await signInAs(page, 'observer');
  await page.goto(`${url}/agents`);
  await expect(page.getByText('demo-agent')).toBeVisible();
});

test('a wrong password is told as such, without saying which part was wrong', async ({ page }) => {
  await page.goto(`${demoFile().url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill('commander@demo.local');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});
