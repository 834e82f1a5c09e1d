import { expect, type Page, test } from '@playwright/test';
import { demoFile, expectAccessible, pageFor } from '../support/browser';
import { beginCheckoutRun, rollbackOn } from '../support/checkout-run';
import { executorOfDemo } from '../support/executor-of-demo';
import { passStopPoints } from '../support/pass-stop-points';
import { asPersonIn } from '../support/person-in-browser';
import { underPolicy } from '../support/policy-in-force';

/** Long enough for a busy machine: what is waited for comes by itself. */
const SOON = { timeout: 60_000 };
/** A lost lease takes a minute. */
const LEASE = { timeout: 100_000 };

test.describe.configure({ timeout: 180_000 });

const executor = executorOfDemo();
let commander: Page;
let approver: Page;
let silent: Awaited<ReturnType<typeof propose>>;

/** A run of its own that has passed both stop points, with its proposal. */
async function propose(title: string, during = async <T>(act: () => Promise<T>) => act()) {
  const run = await beginCheckoutRun(title);
  await passStopPoints(run.client, run.id, asPersonIn(commander));
  const action = await during(() =>
    run.client.actions.propose(run.id, rollbackOn(`release-${run.id}`)),
  );
  return { ...run, actionId: action.id };
}

/** The approver reads and signs, on a phone. */
async function approve({ actionId }: { actionId: string }): Promise<void> {
  await approver.goto(`/approvals/${actionId}`);
  await approver.getByRole('button', { name: 'Approve rollback of checkout' }).click(SOON);
  await expect(standing()).toBeVisible(SOON);
}

const seeRoom = ({ incidentId }: { incidentId: string }) =>
  commander.goto(`/incidents/${incidentId}`);
const proposal = () => commander.getByRole('region', { name: 'Proposed change' });
const standing = () => approver.getByRole('region', { name: 'Where it stands' });

test.beforeAll(async ({ browser }) => {
  commander = (await pageFor(browser, 'commander')).page;
  approver = (await pageFor(browser, 'approver', { isPhone: true })).page;
  // Its lease runs out while the other tests run.
  silent = await propose('Executor falls silent');
  await approve(silent);
  const { executionId } = await executor.redeem(silent.actionId);
  await executor.report(executionId, { kind: 'started' }, { kind: 'output', text: 'stopping r42' });
});

test.afterAll(async () => {
  await commander.context().close();
  await approver.context().close();
});

/** What the server itself says of an action, whatever a screen shows. */
const truthOf = ({ actionId }: { actionId: string }) =>
  asPersonIn(commander)('GET', `/actions/${actionId}`);

test('a proposal that nobody decides expires, and nothing was executed', async () => {
  const run = await propose('Nobody decides', (act) => underPolicy({ actionTtlMs: 8000 }, act));
  await seeRoom(run);
  await approver.goto(`/approvals/${run.actionId}`);
  const said = 'Nobody decided in time. Nothing was executed.';
  await expect(standing()).toContainText(said, SOON);
  await expect(approver.getByRole('button', { name: /^(Approve|Reject)/ })).toHaveCount(0);
  await expect(proposal()).toContainText('Nobody decided in time', SOON);
  await expect(proposal()).toContainText('Nothing was executed.');
  const told = await run.client.actions.untilState(run.actionId, ['expired']);
  expect(told).toMatchObject({ decisions: [], grant: null, execution: null });
  await expectAccessible(approver);
  await approver.goto('/approvals');
  await expect(approver.getByRole('region', { name: 'Over lately' })).toContainText(said);
});

test('people say whether it recovered, with what they saw, and the later word stands', async () => {
  const run = await propose('People look for themselves');
  await approve(run);
  const { executionId } = await executor.redeem(run.actionId);
  await executor.report(executionId, { kind: 'started' }, { kind: 'succeeded' });
  await seeRoom(run);
  await expect(proposal()).toContainText('Not verified yet', SOON);
  await proposal().getByRole('button', { name: 'Say whether it recovered' }).click();
  const form = commander.getByRole('dialog', { name: 'Did the service recover?' });
  await form.getByRole('button', { name: 'Report it' }).click();
  await expect(form.getByText('Choose one of the three.')).toBeVisible();
  await form.getByRole('radio', { name: 'Not recovered' }).check();
  await form.getByLabel('What you saw').fill('Checkout still answers 500 to one in ten.');
  await expectAccessible(commander);
  await form.getByRole('button', { name: 'Report it' }).click();
  await expect(form).toBeHidden(SOON);
  await expect(proposal()).toContainText('Not recovered, reported by Demo commander', SOON);
  await expect(proposal()).toContainText('Checkout still answers 500 to one in ten.');

  await expect(standing()).toContainText('Not recovered, reported by Demo commander', SOON);
  await standing().getByRole('button', { name: 'Report recovery again' }).click();
  const again = approver.getByRole('dialog', { name: 'Did the service recover?' });
  await again.getByRole('radio', { name: 'Recovered', exact: true }).check();
  await again.getByLabel('What you saw').fill('Errors fell to none at 03:12.');
  await expectAccessible(approver);
  await again.getByRole('button', { name: 'Report it' }).click();
  await expect(standing()).toContainText('Recovered, reported by Demo approver', SOON);
  await expect(standing()).toContainText('Errors fell to none at 03:12.');
  expect(await truthOf(run)).toMatchObject({
    verification: { status: 'recovered', evidence: 'Errors fell to none at 03:12.' },
  });
});

test('a signed change that no executor picks up is told to signer and commander', async () => {
  const run = await propose('Nobody picks it up');
  await seeRoom(run);
  await underPolicy({ grantTtlMs: 5000 }, () => approve(run));
  const cause = 'Check that its executor runs and reaches this server.';
  await expect(standing()).toContainText('did not pick it up in time. Nothing was executed.', SOON);
  await expect(standing()).toContainText(cause);
  await expect(proposal()).toContainText('Not picked up in time', SOON);
  await expect(proposal()).toContainText(cause);
  await expect(proposal()).not.toContainText('Nobody decided');
  expect(await truthOf(run)).toMatchObject({ state: 'expired', execution: null });
  await expectAccessible(approver);
  await expectAccessible(commander);
});

test('an executor that can do nothing is told before the signature and at once after it', async () => {
  const run = await propose('Executor is suspended');
  await approver.goto(`/approvals/${run.actionId}`);
  const setStanding = (change: 'suspend' | 'resume') =>
    asPersonIn(commander)('POST', `/agents/${demoFile().executor.id}/${change}`, {
      reason: 'Its last output was odd.',
    });
  await setStanding('suspend');
  try {
    const warning = approver.getByText('Nobody could carry it out now');
    await expect(warning).toBeVisible(SOON);
    await approver.getByRole('button', { name: 'Approve rollback of checkout' }).click(SOON);
    const said = 'release-executor is suspended and cannot pick it up';
    await expect(standing()).toContainText(said, SOON);
  } finally {
    await setStanding('resume');
  }
  await expect(standing()).toContainText('Waiting for release-executor to pick it up', SOON);
  await expectAccessible(approver);
});

test('a signed change that is refused to its executor says why at once', async () => {
  const run = await propose('Refused to its executor');
  await seeRoom(run);
  await approve(run);
  await expect(standing()).toContainText('Waiting for release-executor to pick it up');
  await expect(executor.redeem(run.actionId, 'r40')).rejects.toMatchObject({
    slug: 'precondition-failed',
  });
  const cause = 'The target is not what the action assumes: release differs.';
  await expect(standing()).toContainText('Held back', SOON);
  await expect(standing()).toContainText(cause);
  await expect(proposal()).toContainText('Held back', SOON);
  await expect(proposal()).toContainText(cause);
  expect(await truthOf(run)).toMatchObject({ state: 'approved', execution: null });
  await expectAccessible(approver);
  await expectAccessible(commander);
});

test('an execution that fails says with what, on both screens', async () => {
  const run = await propose('Execution fails');
  await seeRoom(run);
  await approve(run);
  const { executionId } = await executor.redeem(run.actionId);
  await executor.report(
    executionId,
    { kind: 'started' },
    { kind: 'output', text: 'stopping r42' },
    { kind: 'failed', exitCode: 3, text: 'no image for r41' },
  );
  await expect(standing()).toContainText('part of it may have been done', SOON);
  await expect(standing()).toContainText('Failed, exit code 3');
  await expect(standing()).toContainText('stopping r42');
  await expect(proposal()).toContainText('exit code 3', SOON);
  await expect(proposal()).toContainText('no image for r41');
  expect(await truthOf(run)).toMatchObject({ state: 'failed', execution: { exitCode: 3 } });
  await expectAccessible(approver);
  await expectAccessible(commander);
});

test('success without recovery is no success on the screen', async () => {
  const run = await propose('Does not recover');
  await seeRoom(run);
  await approve(run);
  const { executionId } = await executor.redeem(run.actionId);
  await executor.report(executionId, { kind: 'started' }, { kind: 'succeeded', exitCode: 0 });
  await expect(standing()).toContainText('Recovery is not reported yet.', SOON);
  await expect(proposal()).toContainText('Not verified yet', SOON);
  await executor.verify(executionId, { status: 'not_recovered' });
  const told = 'Not recovered, reported by release-executor';
  await expect(standing()).toContainText(told, SOON);
  await expect(proposal()).toContainText(told, SOON);
  await expect(commander.locator('[data-room-sentence]')).toContainText('propose another fix');
  for (const page of [approver, commander])
    await expect(page.getByText(/Recovered,/)).toHaveCount(0);
  await expectAccessible(approver);
  await expectAccessible(commander);
});

test('a lost execution is red and unknown, waits for a person, and is settled by one', async () => {
  await approver.goto(`/approvals/${silent.actionId}`);
  await expect(standing()).toContainText('went silent: how it ended is not known', LEASE);
  await expectAccessible(approver);
  await approver.goto('/approvals');
  const unknown = approver.getByRole('region', { name: 'Nobody knows how it ended' });
  await expect(unknown).toContainText('Executor falls silent');

  await commander.goto('/approvals');
  await commander.goto('/incidents');
  const way = commander.locator(`a[href="/approvals/${silent.actionId}"]`);
  await expect(way).toContainText(/Settle how it ended.*Waits on you/);
  await way.click();
  await commander.waitForURL(/\/approvals\//);
  await seeRoom(silent);
  await expect(proposal()).toContainText('Outcome unknown', SOON);
  await expectAccessible(commander);

  await approver.goto(`/approvals/${silent.actionId}`);
  await approver.getByRole('button', { name: 'Settle it' }).click();
  await expect(approver.getByText('Say how you know.')).toBeVisible();
  await approver.getByText('It was not, or only in part').click();
  await approver.getByLabel('What you found').fill('r42 still answers on all three hosts.');
  await approver.getByRole('button', { name: 'Settle it' }).click();
  const settled = 'settled as failed by Demo approver';
  await expect(standing()).toContainText(settled, SOON);
  await expect(standing()).toContainText('r42 still answers on all three hosts.');
  await expect(standing()).toBeFocused();
  await expect(proposal()).toContainText('Settled as failed by Demo approver', SOON);
  expect(await truthOf(silent)).toMatchObject({
    state: 'failed',
    settlement: { outcome: 'failed' },
  });
});
