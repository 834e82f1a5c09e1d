import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { demoFile, expectAccessible, pageFor } from '../support/browser';
import { expectConnection, expectLive } from '../support/connection';
import { countingProxy, type CountingProxy } from '../support/counting-proxy';
import { event } from '../support/investigation-events';
import { stageRun } from '../support/staged-run';

const rooms = (proxy: CountingProxy) =>
  proxy.open().map((path) => new URL(path, 'http://x').searchParams.get('room'));

async function tabOf(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expectLive(page);
  return page;
}

/** Ends the worker that the tabs share, as a browser does that is short of memory. */
async function endWorkers(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const workers = targetInfos.filter(({ type }) => type === 'shared_worker');
  for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  await session.detach();
  return workers.length;
}

test('tabs share one connection, each is told what is its own, and who else is there', async ({
  browser,
}) => {
  const demo = demoFile();
  const proxy = await countingProxy(demo.url);
  const [one, two] = [await stageRun(demo, 'First tab'), await stageRun(demo, 'Second tab')];
  const { page: floor, context } = await pageFor(browser, 'commander');
  await floor.goto(`${proxy.url}/incidents`);
  await expectLive(floor);
  const first = await tabOf(context, `${proxy.url}/incidents/${one.incidentId}`);
  const second = await tabOf(context, `${proxy.url}/incidents/${two.incidentId}`);
  const both = [one.incidentId, two.incidentId].toSorted().join(',');
  await expect.poll(() => rooms(proxy)).toEqual([both]);

  await one.post(event('in-one', 'note.added', { text: 'Told in the first' }));
  await two.post(event('in-two', 'note.added', { text: 'Told in the second' }));
  await expect(first.getByText('Told in the first').first()).toBeVisible();
  await expect(second.getByText('Told in the second').first()).toBeVisible();
  await expect(first.getByText('Told in the second')).toHaveCount(0);
  await stageRun(demo, 'Opened meanwhile');
  await expect(floor.getByRole('link', { name: /Opened meanwhile/ }).first()).toBeVisible();

  // The other tab keeps the line, which carries its room alone.
  await first.close();
  await expect.poll(() => rooms(proxy)).toEqual([two.incidentId]);
  await two.post(event('after', 'note.added', { text: 'Told after one was closed' }));
  await expect(second.getByText('Told after one was closed').first()).toBeVisible();

  const other = await pageFor(browser, 'observer');
  await other.page.goto(`/incidents/${two.incidentId}`);
  const present = second.getByRole('button', { name: /You and 1 other: / });
  await expect(present).toBeVisible();
  await present.click();
  await expect(second.getByRole('dialog', { name: 'Who is in this room' })).toBeVisible();
  await expectAccessible(second);
  await second.keyboard.press('Escape');
  await other.context.close();
  await expect(present).toBeHidden();

  // A line that is lost is said to be, in every tab; what happened meanwhile is told when it is back.
  proxy.cut();
  for (const page of [floor, second]) await expectConnection(page, /: (Reconnecting|Offline)/);
  await two.post(event('away', 'note.added', { text: 'Told while it was away' }));
  proxy.mend();
  await expectLive(second);
  await expectLive(floor);
  await expect(second.getByText('Told while it was away').first()).toBeVisible();
  expect(rooms(proxy)).toEqual([two.incidentId]);

  // And so is a worker that died.
  expect(await endWorkers(browser)).toBeGreaterThan(0);
  await two.post(event('reborn', 'note.added', { text: 'Told by a new worker' }));
  await expect(second.getByText('Told by a new worker').first()).toBeVisible();
  await expectLive(second);
  await expectLive(floor);
  await expect.poll(() => rooms(proxy)).toEqual([two.incidentId]);

  // Nobody is told anything once their session is over, in whichever tab it ended.
  await floor.getByRole('button', { name: /your account/ }).click();
  await floor.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(second.getByText('You are signed out', { exact: true })).toBeVisible();
  await expect.poll(() => proxy.open()).toEqual([]);
  await context.close();
  await proxy.stop();
});
