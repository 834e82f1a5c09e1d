import { expect, test } from '@playwright/test';
import { axeFindings, demoFile, expectReflow, pageFor, PHONE, signInAs } from '../support/browser';
import { passStopPoints } from '../support/pass-stop-points';
import { asPersonIn } from '../support/person-in-browser';
import { rollbackOf, stageRun } from '../support/staged-run';

/** Addresses of every page, with an incident that holds something of everything. */
async function everyPage(browser: Parameters<typeof pageFor>[0]): Promise<Record<string, string>> {
  const staged = await stageRun(demoFile(), `Every page ${Date.now()}`);
  const { page, context } = await pageFor(browser, 'commander');
  await passStopPoints(staged.client, staged.id, asPersonIn(page));
  const action = await staged.client.actions.propose(staged.id, rollbackOf('Roll back checkout'));
  const opened = async (service: string) => {
    const about = { title: `Part of one outage`, severity: 'sev3', environment: 'production' };
    const incident = await asPersonIn(page)('POST', '/incidents', { ...about, service });
    return String(incident.id);
  };
  const [part, survivor] = [await opened('checkout'), await opened('payments')];
  await asPersonIn(page)('PATCH', `/incidents/${part}`, { mergedInto: survivor });
  await context.close();
  return {
    floor: '/incidents',
    'floor by service': '/incidents?group=service',
    wall: '/wall',
    'wall in light': '/wall?look=light',
    room: `/incidents/${staged.incidentId}`,
    'room on paper': `/incidents/${staged.incidentId}/print`,
    'two moments compared': `/incidents/${staged.incidentId}?run=${staged.id}&since=7`,
    'room of a part': `/incidents/${part}`,
    'room with a part': `/incidents/${survivor}`,
    approvals: '/approvals',
    decision: `/approvals/${action.id}`,
    archive: '/archive',
    agents: '/agents',
    agent: `/agents/${demoFile().agents[0]?.id}`,
    account: '/settings',
    people: '/people',
    notices: '/notices',
    policies: '/policies',
    draft: '/policies/edit',
    version: '/policies/versions/1',
    services: '/services?service=checkout',
    'services as a table': '/services?view=table',
    'services to import': '/services/import',
    'links to sources': '/services/links',
    freezes: '/freezes',
    missing: '/nothing/here',
    'missing room': '/incidents/inc_missing',
    'missing decision': '/approvals/act_missing',
  };
}

test('axe finds nothing on any page, in light and in dark', async ({ browser, isMobile }) => {
  test.setTimeout(180_000);
  const isPhone = isMobile === true;
  const pages = await everyPage(browser);
  // A page must come well in the one and turn well to the other; which is which differs by device.
  const [first, then] = isPhone ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  const { page, context } = await pageFor(browser, 'approver', { isPhone, colorScheme: first });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|hydrat/i.test(message.text())) failures.push(message.text());
  });
  for (const [name, path] of Object.entries(pages)) {
    await page.emulateMedia({ colorScheme: first });
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await axeFindings(page), `${name}, ${first}`).toEqual([]);
    await page.emulateMedia({ colorScheme: then });
    expect.soft(await axeFindings(page), `${name}, ${then}`).toEqual([]);
    await expectReflow(page);
    if (isPhone) {
      await page.setViewportSize({ width: 320, height: 640 });
      await expectReflow(page);
      await page.setViewportSize(PHONE.viewport);
    }
  }
  // What others opened here within ten minutes is on services that depend on each other.
  await page.goto('/incidents');
  await page
    .getByRole('button', { name: /^Review these/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Perhaps one outage' })).toBeVisible();
  expect.soft(await axeFindings(page), `offer, ${then}`).toEqual([]);
  expect(failures).toEqual([]);
  await context.close();
});

test('axe finds nothing on the pages before signing in', async ({ page }) => {
  for (const path of [
    '/sign-in',
    '/invitation',
    '/reset',
    '/reset#csr_any',
    '/problems',
    '/problems/stage-locked',
  ]) {
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

test('a wrong link says so within the frame, which leads out', async ({ page }) => {
  await signInAs(page, 'observer');
  // By their status alone: whoever asks without reading the page is told as well.
  for (const path of [
    '/agents/agt_missing',
    '/approvals/act_missing/views/none',
    '/freezes/frz_missing',
    '/policies/versions/99999',
    '/policies/versions/none',
    '/nothing/here',
  ]) {
    const answer = await page.request.get(demoFile().url + path);
    expect(answer.status(), path).toBe(404);
  }
  for (const path of ['/incidents/inc_missing', '/approvals/act_missing']) {
    const answer = await page.goto(demoFile().url + path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'There is nothing here to see',
    );
    await page.getByRole('link', { name: 'Past' }).first().click();
    await expect(page).toHaveURL(/\/archive/);
  }
});

test('a wrong password is told as such, without saying which part was wrong', async ({ page }) => {
  await page.goto(`${demoFile().url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill('commander@demo.local');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});
