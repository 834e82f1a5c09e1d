import { once } from 'node:events';
import { createServer } from 'node:http';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { demoFile, expectAccessible, pageFor, PHONE } from '../support/browser';
import { asPersonIn } from '../support/person-in-browser';
import { proposeSomething } from '../support/proposing-in-browser';
import { pushBrowser } from '../support/push-browser';

interface Post {
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A real receiver on this machine: what a push service or a pager is to the demo. */
async function takePosts() {
  const posts: Post[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    posts.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(201).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
  return { url: `http://127.0.0.1:${address.port}`, posts, close: () => server.close() };
}

/** Hands the page's worker what a push service would. */
async function deliverPush(context: BrowserContext, page: Page, data: unknown): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ isDeleted }) => !isDeleted);
      if (own) resolve(own.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registration,
    data: JSON.stringify(data),
  });
}

/** What the browser shows now, as its worker knows it. */
const shownIn = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.getNotifications()).map(({ title, body, tag, data }) => ({
      title,
      body,
      tag,
      data: data as { url: string },
    }));
  });

test('a push is shown in our words, opens the page, and is put on record; it never decides', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'approver');
  const { page: commander } = await pageFor(browser, 'commander');
  await context.grantPermissions(['notifications'], { origin: demoFile().url });
  const id = await proposeSomething(commander, `Notice ${Date.now()}`);
  const told = async () => {
    const { items } = (await asPersonIn(page)('GET', `/notices?actionId=${id}`)) as {
      items: { id: string; opened: { name: string }[] }[];
    };
    return items[0];
  };
  await expect.poll(told).toBeDefined();
  const notice = (await told())?.id ?? '';

  await page.goto('/settings');
  await page.evaluate(() => navigator.serviceWorker.register('/sw.js', { scope: '/' }));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await deliverPush(context, page, {
    title: 'Sign or refuse: roll back checkout',
    body: 'production · SEV 2',
    tag: id,
    url: `/approvals/${id}?notice=${notice}`,
  });
  await expect
    .poll(() => shownIn(page))
    .toEqual([
      {
        title: 'Sign or refuse: roll back checkout',
        body: 'production · SEV 2',
        tag: id,
        data: { url: `/approvals/${id}?notice=${notice}` },
      },
    ]);

  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('The worker runs.');
  const press = () =>
    worker.evaluate(async () => {
      const scope = globalThis as unknown as {
        registration: { getNotifications(): Promise<unknown[]> };
        dispatchEvent(event: Event): void;
        NotificationEvent: new (kind: string, init: object) => Event;
      };
      const [notification] = await scope.registration.getNotifications();
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    });
  await press();
  await page.waitForURL(`**/approvals/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect
    .poll(async () => (await told())?.opened.map(({ name }) => name))
    .toEqual(['Demo approver']);
  const action = await asPersonIn(page)('GET', `/actions/${id}`);
  expect(action).toMatchObject({ state: 'pending_approval', decisions: [] });

  // In the room one row says who was told and that it was opened, and unfolds to how that went.
  await commander.goto(`/incidents/${String(action.incidentId)}`);
  const row = commander.getByRole('treeitem').filter({ hasText: 'told: something to sign' });
  await expect(row).toContainText('opened by Demo approver');
  await row.click();
  const inspector = commander.getByRole('article').filter({ hasText: 'Something to sign' });
  await expect(inspector.getByRole('list', { name: 'People' }).or(inspector)).toContainText('told');
  await commander.keyboard.press('ArrowRight');
  await expect(
    commander.getByRole('treeitem').filter({ hasText: 'Demo approver opened the page by it' }),
  ).toBeVisible();
  await expectAccessible(commander);

  // Whatever a message names, the worker leads nowhere else.
  const elsewhere = { title: 'x', url: 'https://evil.example/approvals' };
  await expect(async () => {
    // As a push service would, at least once: the worker may be between two of its lives.
    await deliverPush(context, page, elsewhere);
    const addresses = async () => (await shownIn(page)).map(({ data }) => data.url);
    await expect.poll(addresses, { timeout: 5000 }).toEqual(['/approvals']);
  }).toPass({ timeout: 20_000 });
  await context.close();
  await commander.context().close();
});

test('a notice’s page asks to sign in first, and comes back to what waits', async ({ browser }) => {
  const { url, users } = demoFile();
  const context = await browser.newContext({ baseURL: url, ...PHONE });
  const page = await context.newPage();
  await page.goto('/approvals?notice=ntc_unknown');
  await page.waitForURL(/sign-in\?next=/);
  const user = users.find(({ roles }) => roles.includes('approver'));
  await page.getByLabel(/e-?mail/i).fill(user?.email ?? '');
  await page.getByLabel('Password', { exact: true }).fill(user?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/approvals$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  await context.close();
});

test('the site can be installed, opens on what waits, and keeps no page for later', async ({
  browser,
}) => {
  const { page, context } = await pageFor(browser, 'approver', { at: '/approvals' });
  const devtools = await context.newCDPSession(page);
  const { data, errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({
    name: 'Countersign',
    start_url: '/approvals',
    display: 'standalone',
  });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Contexts of tests are private ones, which is the one thing that stands in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  await page.evaluate(() => navigator.serviceWorker.register('/sw.js', { scope: '/' }));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  const policy = (await page.request.get('/sw.js')).headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  await context.close();
});

test('a person’s devices are listed, tested by a real push, and removed', async ({ browser }) => {
  const service = await takePosts();
  const { page, context } = await pageFor(browser, 'observer', { at: '/settings' });
  const panel = page
    .getByRole('region', { name: 'Notifications' })
    .or(page.locator('section', { has: page.getByRole('heading', { name: 'Notifications' }) }));
  await expect(panel.getByText('No device of yours is woken')).toBeVisible();
  await expectAccessible(page);
  // No push service can be reached from where the tests run, so the browser's own try fails.
  await context.grantPermissions(['notifications'], { origin: demoFile().url });
  await page.getByRole('button', { name: 'Notify me on this device' }).click();
  await expect(panel.getByRole('alert')).toContainText('That did not work', { timeout: 30_000 });

  const phone = pushBrowser(`${service.url}/push/1`, 'Chrome on Android');
  await asPersonIn(page)('POST', '/devices', phone.subscription);
  await page.reload();
  await expect(panel.getByRole('listitem')).toContainText('Chrome on Android');
  await panel.getByRole('button', { name: 'Test Chrome on Android' }).click();
  await expect.poll(() => service.posts.length).toBe(1);
  const [post] = service.posts;
  expect(JSON.parse(phone.decrypt(post?.body ?? Buffer.alloc(0)))).toMatchObject({
    title: 'A test: you would be told like this',
  });
  await expect(panel.getByText('Taken')).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Remove Chrome on Android' }).click();
  await expect(panel.getByText('No device of yours is woken')).toBeVisible();
  await context.close();
  service.close();
});

test('an admin connects a pager, sees its secret once, tests it, and sees what it answered', async ({
  browser,
}) => {
  const pager = await takePosts();
  const { page, context } = await pageFor(browser, 'admin', { at: '/notices' });
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Night pager');
  await form.getByLabel('Address').fill('http://10.0.0.1/hook');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expect(form.getByText('must be an https address')).toBeVisible();
  await form.getByLabel('Address').fill(`${pager.url}/hook`);
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Add it' }).click();
  const shown = page.getByRole('dialog', { name: 'The secret that signs' });
  const secret = await shown.locator('code').innerText();
  expect(secret).toMatch(/^whsec_/);
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Send a test to Night pager' }).click();
  await expect.poll(() => pager.posts.length).toBe(1);
  const [post] = pager.posts;
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
      name,
      String(post?.headers[name]),
    ]),
  );
  expect(new Webhook(secret).verify(post?.body.toString() ?? '', headers)).toMatchObject({
    type: 'notice.test',
  });
  const line = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem');
  await expect(line).toContainText('Taken');
  await expect(page.getByRole('list', { name: 'Notices' })).toContainText('A test');
  await page.reload();
  expect(await page.content()).not.toContain(secret.slice(6));
  await expectAccessible(page);
  await line.getByRole('button', { name: 'Remove Night pager' }).click();
  await expect(line).toHaveCount(0);
  await context.close();
  pager.close();
});
