import { expect, type Page, test } from '@playwright/test';
import { decisionView } from '@/lib/actions/decision-view';
import { actionOut } from '@/lib/actions/output';
import { digestOf } from '@/lib/log/canonical';
import { demoFile, expectAccessible, pageFor } from '../support/browser';
import { beginCheckoutRun, rollbackOn } from '../support/checkout-run';
import { enrol, joined, PASSWORD, passkeys } from '../support/joining';
import { passStopPoints } from '../support/pass-stop-points';
import { asPersonIn } from '../support/person-in-browser';
import { plugAuthenticator } from '../support/virtual-authenticator';

const SOON = { timeout: 30_000 };

test.describe.configure({ timeout: 180_000 });

let commander: Page;

test.beforeAll(async ({ browser }) => {
  commander = (await pageFor(browser, 'commander')).page;
});
test.afterAll(() => commander.context().close());

/** A proposal that the catalogue knows nothing of, which is of high risk. */
async function proposeGrave(title: string) {
  const run = await beginCheckoutRun(title);
  await passStopPoints(run.client, run.id, asPersonIn(commander));
  const action = await run.client.actions.propose(run.id, {
    ...rollbackOn(`release-${run.id}`),
    kind: 'custom',
  });
  return { ...run, ...action };
}

const APPROVE = { name: /^Approve/ };
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ });

/** Calls the API as who is signed in, and says how it answered. */
const ask = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async (call) => {
      const response = await fetch(`/api/v1${call.path}`, {
        method: call.method,
        headers: { 'Content-Type': 'application/json' },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      const slug =
        String(answer.type ?? '')
          .split('/')
          .at(-1) ?? '';
      return { status: response.status, slug, answer };
    },
    { method, path, body },
  );

/** Has the authenticator sign these options by the browser's own interface, as any page could. */
const assertIn = (page: Page, options: unknown) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      json as PublicKeyCredentialRequestOptionsJSON,
    );
    const made = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return made.toJSON() as AuthenticationResponseJSON;
  }, options);

/** Whether an answer's authenticator says that it verified who touched it. */
function isVerified({ response }: AuthenticationResponseJSON): boolean {
  return (Buffer.from(response.authenticatorData, 'base64url').readUInt8(32) & 4) !== 0;
}

test('somebody enrols a passkey, signs a change of high risk with it, and takes it away', async ({
  browser,
}) => {
  const { page, authenticator } = await joined(browser, 'Ines', 'approver', { isPhone: true });
  const action = await proposeGrave('Signed with a passkey');

  await page.goto(`/approvals/${action.id}`);
  await expect(page.getByText('You have no passkey yet')).toBeVisible();
  await expect(page.getByRole('button', APPROVE)).toHaveAccessibleDescription(/takes a passkey/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add one' }).click();
  await expect(page).toHaveURL(/settings#passkeys/);
  await expect(passkeys(page)).toContainText('No passkey yet');
  await expectAccessible(page);
  await enrol(page, 'Ines’s phone');
  expect(await authenticator.count()).toBe(1);
  await expectAccessible(page);

  await page.goto(`/approvals/${action.id}`);
  await expect(page.getByText('You have no passkey yet')).toHaveCount(0);
  await page.getByRole('button', APPROVE).click(SOON);
  await expect(page.getByText('Signed (passkey)')).toBeVisible(SOON);
  await expectAccessible(page);

  await page.goto('/settings');
  await expect(passkeys(page)).toContainText('last used');
  await page.getByRole('button', { name: 'Rename Ines’s phone' }).click();
  await page.getByLabel('What you call it').fill('The old phone');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('button', { name: 'Remove The old phone' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(passkeys(page)).toContainText('No passkey yet');
  await page.context().close();
});

test('a second passkey takes the first one, and a wrong password is told at its field', async ({
  browser,
}) => {
  const { page, authenticator } = await joined(browser, 'Juno', 'approver');
  await enrol(page, 'Laptop');
  // An authenticator holds one passkey a person, so the second is another device's.
  const second = await plugAuthenticator(page, 'usb');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('What you call it').fill('Key on the ring');
  const password = page.getByLabel('Your password', { exact: true });
  await password.fill('not that one');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(password).toHaveAccessibleDescription(/not the password/);
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')).toHaveCount(2);
  expect([await authenticator.count(), await second.count()].toSorted()).toEqual([1, 1]);
  await page.context().close();
});

test('nothing is signed without the owner verified, and the page says so', async ({ browser }) => {
  const { page, authenticator } = await joined(browser, 'Kaya', 'approver');
  await enrol(page, 'Phone');
  const action = await proposeGrave('Not verified');
  await page.goto(`/approvals/${action.id}`);
  await authenticator.recognise(false);
  await page.getByRole('button', APPROVE).click(SOON);
  await expect(alert(page)).toContainText('The passkey did not answer', SOON);
  await expect(alert(page)).toContainText('Nothing was sent.');
  expect((await ask(page, 'GET', `/actions/${action.id}`)).answer.state).toBe('pending_approval');
  await authenticator.recognise(true);
  await page.getByRole('button', APPROVE).click(SOON);
  await expect(page.getByText('Signed (passkey)')).toBeVisible(SOON);
  await page.context().close();
});

test('calls around the page are refused: unverified, elsewhere, used, or of another page', async ({
  browser,
}) => {
  const { page, authenticator } = await joined(browser, 'Lior', 'approver');
  await enrol(page, 'Phone');
  const [action, other] = [await proposeGrave('Around it'), await proposeGrave('Another')];
  // What the page shows of each, as the server builds it too.
  const views = new Map<string, string>();
  for (const { id } of [action, other]) {
    const { answer } = await ask(page, 'GET', `/actions/${id}`);
    views.set(id, digestOf(decisionView(actionOut.parse(answer))));
  }
  const bound = (of: typeof action, more: object = {}) => ({
    decision: 'approve',
    version: of.version,
    digest: of.digest,
    viewDigest: views.get(of.id),
    ...more,
  });
  const question = async (of: typeof action, more: object = {}) =>
    (await ask(page, 'POST', `/actions/${of.id}/assertion-options`, bound(of, more))).answer as {
      nonce: string;
      options: Record<string, unknown>;
    };
  const answered = async (of: typeof action, more: object = {}, changed: object = {}) => {
    const { nonce, options } = await question(of, more);
    return { nonce, credential: await assertIn(page, { ...options, ...changed }) };
  };
  const decide = (of: typeof action, assertion: object | undefined, more: object = {}) =>
    ask(page, 'POST', `/actions/${of.id}/decisions`, { ...bound(of, more), assertion });
  const REFUSED = { status: 403, slug: 'step-up-required' };

  expect(await decide(action, undefined)).toMatchObject(REFUSED);
  // The same key, touched, and asked not to check who touches it.
  await authenticator.recognise(false);
  const unverified = await answered(action, {}, { userVerification: 'discouraged' });
  expect(isVerified(unverified.credential)).toBe(false);
  const refused = await decide(action, unverified);
  expect(refused).toMatchObject(REFUSED);
  expect(String(refused.answer.detail)).toContain('did not check who you are');
  await authenticator.recognise(true);

  expect(await decide(action, await answered(other))).toMatchObject(REFUSED);
  const otherView = await answered(action, { viewDigest: 'c'.repeat(64) });
  expect(await decide(action, otherView)).toMatchObject(REFUSED);
  expect(await decide(action, await answered(action, { decision: 'reject' }))).toMatchObject(
    REFUSED,
  );
  const good = await answered(action);
  expect(await decide(action, good)).toMatchObject({ status: 200, answer: { state: 'approved' } });
  expect(await decide(action, good)).toMatchObject(REFUSED);
  expect((await ask(page, 'GET', `/actions/${other.id}`)).answer.state).toBe('pending_approval');
  await page.context().close();
});

test('what another origin had signed is refused', async ({ browser }) => {
  const { page } = await joined(browser, 'Mara', 'approver');
  await enrol(page, 'Phone');
  const action = await proposeGrave('Another origin');
  const { version, digest } = action;
  const bound = { decision: 'approve', version, digest, viewDigest: 'b'.repeat(64) };
  const asked = await ask(page, 'POST', `/actions/${action.id}/assertion-options`, bound);
  const { nonce, options } = asked.answer as { nonce: string; options: unknown };
  // A page on another port of this machine: same site for a passkey, another origin for us.
  const elsewhere = new URL(demoFile().url);
  elsewhere.port = String(Number(elsewhere.port) === 9 ? 10 : 9_999);
  await page.route(`${elsewhere.origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }),
  );
  await page.goto(`${elsewhere.origin}/`);
  const credential = await assertIn(page, options);
  await page.goto(`/approvals/${action.id}`);
  const answer = await ask(page, 'POST', `/actions/${action.id}/decisions`, {
    ...bound,
    assertion: { nonce, credential },
  });
  expect(answer).toMatchObject({ status: 403, slug: 'step-up-required' });
  expect(String(answer.answer.detail)).toContain('another site');
  await page.context().close();
});

test('what cannot be undone takes the target typed, or the passkey in its place', async ({
  browser,
}) => {
  const { page } = await joined(browser, 'Pina', 'approver', { isPhone: true });
  await enrol(page, 'Phone');
  const run = await beginCheckoutRun('Cannot be undone');
  await passStopPoints(run.client, run.id, asPersonIn(commander));
  const { id, requirements } = await run.client.actions.propose(run.id, {
    ...rollbackOn(`release-${run.id}`),
    reversibility: 'irreversible',
  });
  // Of low risk by the catalogue: no policy asks for it, the page does.
  expect(requirements).toMatchObject({ stepUp: false });
  await page.goto(`/approvals/${id}`);
  await page.getByRole('button', APPROVE).click(SOON);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(/Type the service/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Sign with your passkey' }).click();
  await expect(page.getByText('Signed (passkey)')).toBeVisible(SOON);
  await page.context().close();
});
