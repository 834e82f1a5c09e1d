import { expect, type Page, test } from '@playwright/test';
import { asMachine, type Call } from '../support/api';
import { axeFindings, demoFile, pageFor } from '../support/browser';
import { evidence } from '../support/investigation-events';
import { asPersonIn } from '../support/person-in-browser';

/** Makes an agent through the form, and a key that the page shows once. */
async function makeAgent(page: Page, name: string): Promise<{ id: string; key: string }> {
  await page.goto('/agents');
  await page.getByRole('button', { name: 'New agent' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Purpose').fill('Looks for what broke checkout.');
  await form.getByRole('button', { name: 'Make the agent' }).click();
  await expect(form.getByText('Choose who answers for it.')).toBeVisible();
  await form.getByLabel('Owner').selectOption({ label: 'Demo admin, admin@demo.local' });
  await form.getByRole('checkbox', { name: 'Delegate', exact: true }).check();
  await form.getByRole('checkbox', { name: 'Every service' }).check();
  await form.getByRole('checkbox', { name: 'Every environment' }).check();
  await form.getByRole('button', { name: 'Make the agent' }).click();
  await page.waitForURL(/\/agents\/agt_/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'New key' }).click();
  const shown = page.getByRole('dialog', { name: 'The new key' });
  const key = await shown.locator('code').innerText();
  expect(key).toMatch(/^csk_/);
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  await expect(shown).toBeHidden();
  await expect(page.getByText('never used')).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(key);
  return { id: page.url().split('/').at(-1) ?? '', key };
}

async function delegate(agent: Call, id: string): Promise<{ id: string; key: string }> {
  const made = await agent('POST', `/agents/${id}/delegations`, {
    name: 'Log reader',
    purpose: 'Reads the logs.',
    scope: {
      sources: ['logs'],
      services: ['checkout'],
      environments: ['production'],
      verbs: ['observe'],
    },
  });
  expect(made.status).toBe(201);
  const { agent: child, key } = made.body as { agent: { id: string }; key: string };
  return { id: child.id, key };
}

test('an agent is made, delegates, is narrowed, and is revoked with its branch', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { url } = demoFile();
  const name = `Registry agent ${Date.now()}`;
  const { page, context } = await pageFor(browser, 'admin');
  const { id, key } = await makeAgent(page, name);
  const agent = asMachine(url, key);
  const child = await delegate(agent, id);
  const reader = asMachine(url, child.key);

  await page.goto('/agents');
  const branch = page.getByRole('list', { name: `Sub-agents of ${name}` });
  await expect(branch.getByRole('link', { name: 'Log reader' })).toBeVisible();

  const desk = await pageFor(browser, 'commander');
  const { id: incidentId } = await asPersonIn(desk.page)('POST', '/incidents', {
    title: 'Checkout fails for the registry',
    severity: 'sev3',
    service: 'checkout',
    environment: 'production',
  });
  await desk.context.close();
  const begun = await agent('POST', '/investigations', { incidentId });
  const events = `/investigations/${String(begun.body.id)}/events`;
  expect((await reader('POST', events, { events: [evidence('e1')] })).status).toBe(200);
  const beyond = await reader('POST', events, { events: [evidence('e2', { source: 'metrics' })] });
  expect(beyond.status).toBe(403);

  await page.goto(`/agents/${id}`);
  const tried = page.getByRole('region', { name: 'Tried outside its scope' });
  await expect(tried).toContainText('metrics');
  await expect(page.getByRole('link', { name: 'Checkout fails for the registry' })).toBeVisible();
  const sources = page.getByRole('region', { name: 'Sources' });
  await expect(sources).toContainText('Granted everything; used:');
  await expect(sources).toContainText('logs');
  await page.getByRole('button', { name: 'Propose this' }).click();
  const proposal = page.getByRole('region', { name: 'A narrower scope waits for a decision' });
  await expect(proposal).toContainText('everything else');
  await proposal.getByRole('button', { name: 'Narrow it' }).click();
  await expect(proposal).toBeHidden();
  const refused = await agent('POST', events, { events: [evidence('e3', { source: 'metrics' })] });
  expect(refused.status).toBe(403);

  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The test is over.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked').first()).toBeVisible();
  for (const each of [agent, reader]) {
    expect((await each('POST', events, { events: [evidence('late')] })).status).toBe(401);
  }
  await context.close();
});

test('an admin widens a scope, and reads what changes before it holds', async ({ browser }) => {
  const { url } = demoFile();
  const { page, context } = await pageFor(browser, 'admin');
  const { id, key } = await makeAgent(page, `Widened agent ${Date.now()}`);
  const agent = asMachine(url, key);
  const child = await delegate(agent, id);
  const reader = asMachine(url, child.key);
  const { id: incidentId } = (
    await agent('POST', '/incidents', {
      title: 'Checkout fails for a wider scope',
      severity: 'sev3',
      service: 'checkout',
      environment: 'production',
    })
  ).body;
  const begun = await agent('POST', '/investigations', { incidentId });
  const events = `/investigations/${String(begun.body.id)}/events`;
  const metrics = (name: string) => ({ events: [evidence(name, { source: 'metrics' })] });
  expect((await reader('POST', events, metrics('m1'))).status).toBe(403);

  await page.goto(`/agents/${child.id}`);
  await page.getByRole('button', { name: 'Change scope' }).click();
  const form = page.getByRole('dialog');
  const next = form.getByRole('button', { name: 'See what changes' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await form.getByRole('checkbox', { name: 'Metrics' }).check();
  await form.getByRole('checkbox', { name: 'Rollback', exact: true }).check();
  await page.screenshot({ path: 'test-results/change-scope.png' });
  await next.click();
  const changes = form.getByRole('list', { name: 'What would change' });
  await expect(changes).toContainText('Sources: metrics is added; logs stays');
  await expect(changes).toContainText('Deeds: propose rollbacks is added; observe stays');
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/change-scope-review.png' });
  // Its parent may propose nothing.
  await form.getByRole('button', { name: 'Set this scope' }).click();
  await expect(form.getByText(/would have more than/)).toBeVisible();
  await form.getByRole('button', { name: 'Back' }).click();
  await form.getByRole('checkbox', { name: 'Rollback', exact: true }).uncheck();
  await next.click();
  await form.getByRole('button', { name: 'Set this scope' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText('logs, metrics')).toBeVisible();
  expect((await reader('POST', events, metrics('m2'))).status).toBe(200);
  await context.close();
});

test('a key is rotated with an overlap, and the old one is ended by hand', async ({ browser }) => {
  const { url } = demoFile();
  const { page, context } = await pageFor(browser, 'admin');
  const old = await makeAgent(page, `Rotating agent ${Date.now()}`);
  const works = async (key: string) => (await asMachine(url, key)('GET', '/incidents')).status;
  await page.getByRole('button', { name: /^Rotate key/ }).click();
  await page.getByRole('button', { name: 'Make the new key' }).click();
  const shown = page.getByRole('dialog', { name: 'The new key' });
  const fresh = await shown.locator('code').innerText();
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  expect([await works(old.key), await works(fresh)]).toEqual([200, 200]);
  const replaced = page.getByRole('listitem').filter({ hasText: 'Replaced, still works' });
  await replaced.getByRole('button', { name: /^Revoke key/ }).click();
  await expect(replaced).toBeHidden();
  expect([await works(old.key), await works(fresh)]).toEqual([401, 200]);
  await context.close();
});

test('an observer sees what can be done to an agent, and why not by them', async ({ browser }) => {
  const { agents } = demoFile();
  const { page, context } = await pageFor(browser, 'observer', { at: '/agents' });
  const make = page.getByRole('button', { name: 'New agent' });
  await expect(make).toHaveAttribute('aria-disabled', 'true');
  await expect(make).toHaveAccessibleDescription(/admin/);
  await page.goto(`/agents/${agents[0]?.id}`);
  for (const name of ['New key', 'Change scope', 'Change', 'Suspend', 'Revoke']) {
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Only/);
  }
  await context.close();
});

test('the search finds agents by name, and says when there is none', async ({ browser }) => {
  const { page, context } = await pageFor(browser, 'auditor', { at: '/agents' });
  await page.getByRole('searchbox', { name: 'Find' }).fill('release-exec');
  await expect(page.getByRole('link', { name: 'release-executor' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'demo-agent' })).toBeHidden();
  await page.getByRole('searchbox', { name: 'Find' }).fill('nobody of this name');
  await expect(page.getByText('No agent fits')).toBeVisible();
  await context.close();
});
