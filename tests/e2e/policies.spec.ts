import { expect, type Page, test } from '@playwright/test';
import { createClient } from '@/lib/agent/sdk/client';
import { axeFindings, demoFile, expectReflow, pageFor } from '../support/browser';

/** A service of this file’s own, so that no other test meets the rules that are made here. */
const SERVICE = `ledger-${Date.now()}`;

/** A run on that service, as its agent’s client makes it. */
async function beginRun(): Promise<{ incidentId: string; id: string }> {
  const { url, agents } = demoFile();
  const client = createClient({ baseUrl: url, key: agents[0]?.key ?? '' });
  const incident = await client.incidents.create({
    title: `${SERVICE} fails`,
    severity: 'sev3',
    service: SERVICE,
    environment: 'production',
  });
  const { id } = await client.investigations.create({ incidentId: incident.id });
  return { incidentId: incident.id, id };
}

/** Adds a rule of this name on the service, that lets agents look only. */
async function draftRule(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill(name);
  const rule = page.getByRole('region', { name: new RegExp(`^Rule \\d+: ${name}$`) });
  await rule.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Service', exact: true }).click();
  await rule.getByRole('textbox', { name: `Service in ${name}`, exact: true }).fill(SERVICE);
  await rule.getByRole('button', { name: 'Add what it tightens' }).click();
  await page.getByRole('menuitem', { name: 'How far agents may go' }).click();
  await rule
    .getByRole('radiogroup', { name: `How far agents may go in ${name}` })
    .getByText('Looks only')
    .click();
}

test('a change of policy is drafted, tried and proposed by one person, and adopted by another', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const rule = 'The ledger is only looked at';
  const before = await beginRun();

  const admin = await pageFor(browser, 'admin');
  const { page } = admin;
  await page.goto('/policies');
  await page.getByRole('link', { name: 'Draft a change' }).click();
  await expect(page.getByRole('heading', { name: 'Draft a change' })).toBeVisible();
  await draftRule(page, rule);
  await expect(page.getByText(`When the service is ${SERVICE}`).first()).toBeVisible();

  // What would happen if: the draft’s own rule decides.
  await page.getByLabel('Service', { exact: true }).fill(SERVICE);
  await page.getByRole('button', { name: 'Ask this draft' }).click();
  const answer = page.getByRole('list', { name: 'What holds' });
  await expect(answer.getByText('Looks only')).toBeVisible();
  await expect(answer.getByText(`because of the rule “${rule}”`)).toBeVisible();

  // Nobody proposes what they have not tried.
  const propose = page.getByRole('button', { name: 'Propose it' });
  await page.getByLabel('What is it for?').fill('Nobody changes the ledger by machine.');
  await expect(propose).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Try it on the last 90 days' }).click();
  await expect(page.getByText(/would have gone otherwise/)).toBeVisible();
  await expect(page.getByRole('link', { name: `${SERVICE} fails` })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await propose.click();

  await expect(page.getByRole('heading', { name: /^Version \d+$/ })).toBeVisible();
  await expect(page.getByText('Waits for a second person')).toBeVisible();
  const adopt = page.getByRole('button', { name: /^Adopt version/ });
  await expect(adopt).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('somebody else decides').first()).toBeAttached();
  const address = page.url();
  await admin.context.close();

  const approver = await pageFor(browser, 'approver', { at: '/policies' });
  await approver.page.getByRole('link', { name: 'Look at it' }).last().click();
  await expect(approver.page).toHaveURL(address);
  const changes = approver.page.getByRole('list', { name: 'What changes' });
  await expect(changes.getByText('New rule')).toBeVisible();
  await expect(approver.page.getByText(/would have gone otherwise/)).toBeVisible();
  expect(await axeFindings(approver.page)).toEqual([]);
  await approver.page.getByRole('button', { name: /^Adopt version/ }).click();
  await approver.page.getByLabel(/^Reason/).fill('Agreed with the ledger’s owners.');
  await approver.page.getByRole('button', { name: 'Adopt it' }).click();
  await expect(approver.page.getByText('In force').first()).toBeVisible();
  await expect(approver.page.getByText(/Adopted by Demo approver/)).toBeVisible();

  // The run that had begun stays on its version, and is held to what was tightened since.
  await approver.page.goto(`/incidents/${before.incidentId}`);
  const policy = approver.page.getByRole('region', { name: 'By policy' });
  await expect(policy.getByText('Looks only').first()).toBeVisible();
  await expect(policy.getByText(/Tightened since by version \d+/)).toBeVisible();
  await approver.context.close();
});

test('the policy in force answers what would happen if, on a phone in the dark too', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'observer', {
    isPhone: true,
    colorScheme: 'dark',
    at: '/policies',
  });
  await page.getByLabel('Service', { exact: true }).fill('checkout');
  await page.getByLabel('Action').selectOption('rollback');
  await page.getByRole('button', { name: 'Ask the policy' }).click();
  const answer = page.getByRole('list', { name: 'What holds' });
  await expect(answer.getByText('Asks every time')).toBeVisible();
  await expect(answer.getByText(/Production, and any place not known/).first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await expectReflow(page);
  await context.close();
});

test('who may not propose may draft and try all the same, and is told who may', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'observer', { at: '/policies/edit' });
  const propose = page.getByRole('button', { name: 'Propose it' });
  await expect(propose).toHaveAttribute('aria-disabled', 'true');
  await expect(
    page.getByText('Only an admin for every service can propose a change of policy.').first(),
  ).toBeAttached();
  await page.getByLabel(/^Tool calls allowed/).fill('many');
  await expect(page.getByText('Give a number.')).toBeVisible();
  await expect(page.getByText('One field has a fault.')).toBeVisible();
  await context.close();
});
