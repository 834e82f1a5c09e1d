import type { Browser, Page } from '@playwright/test';
import { inServer } from '@/lib/db/in-server';
import { withDatabase } from '@/lib/db/database-url';
import { withSettings } from '@/lib/cli/with-settings';
import { newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { writePastIncidents } from './past-incidents';
import { median, quantile, round } from './quantile';
import { makeBatch } from './traffic';

const LIVE = 5;
const TITLE = 'Checkout answers with errors';

declare global {
  interface Window {
    /** Ms from the navigation's start until the content was on the screen. */
    contentMs?: number;
  }
}

/**
 * Runs in the page before all else: notes when the content was painted, which on the floor is the
 * row of a live incident and in a room a row of its timeline beneath the incident's title.
 */
function watchContent(title: string): void {
  const isShown = (selector: string): boolean =>
    [...document.querySelectorAll(selector)].some(
      (each) => each.textContent?.includes(title) && each.checkVisibility(),
    );
  const isThere = () =>
    location.pathname === '/incidents'
      ? isShown('main li a')
      : isShown('h1') && document.querySelector('[role=treeitem]')?.checkVisibility() === true;
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (window.contentMs = performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

async function loadOnce(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'load' });
  const found = await page.waitForFunction(() => window.contentMs, undefined, { timeout: 20_000 });
  return Number(await found.jsonValue());
}

async function loadOften(page: Page, path: string, times: number, warmUps: number) {
  for (let i = 0; i < warmUps; i++) await loadOnce(page, path);
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await loadOnce(page, path));
  return {
    medianMs: round(median(all), 1),
    p10Ms: round(quantile(all, 0.1), 1),
    p90Ms: round(quantile(all, 0.9), 1),
  };
}

/**
 * The floor and a room, as somebody who was there before opens them, with few and with many past
 * incidents behind the same live ones.
 */
export async function measureContent(context: BenchContext, browser: Browser, commander: Call) {
  const { pastFew, pastMany, pageLoads } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const rooms: string[] = [];
  for (let i = 0; i < LIVE; i++) {
    const run = await beginRun(commander, agent, `${TITLE} ${i}`);
    await agent(
      'POST',
      `/investigations/${run.investigationId}/events`,
      makeBatch(`c${i}`, i).body,
    );
    rooms.push(run.incidentId);
  }
  const desk = await newWindow(browser, context);
  await desk.addInitScript(watchContent, TITLE);
  const page = await desk.newPage();
  await signIn(page, context, 'commander');
  const fill = (from: number, until: number) =>
    withSettings(context.settings, () => writePastIncidents(from, until, context.agent.id));
  const look = async () => {
    // What autovacuum does within its minute; without it the two looks would not be alike.
    await inServer(withDatabase(context.adminUrl, context.database), (admin) =>
      admin.query('VACUUM ANALYZE'),
    );
    return {
      floor: await loadOften(page, '/incidents', pageLoads, pageLoads),
      room: await loadOften(page, `/incidents/${rooms[0]}`, pageLoads, pageLoads),
    };
  };
  await fill(0, pastFew);
  const few = await look();
  const startedAt = performance.now();
  await fill(pastFew, pastMany);
  const fillSeconds = (performance.now() - startedAt) / 1000;
  const many = await look();
  await desk.close();
  const ratio = (name: 'floor' | 'room') => round(many[name].medianMs / few[name].medianMs, 2);
  return {
    live: LIVE,
    loads: pageLoads,
    past: { few: pastFew, many: pastMany },
    fillSeconds: round(fillSeconds),
    few,
    many,
    ratio: { floor: ratio('floor'), room: ratio('room') },
  };
}
