import type { Browser, Page } from '@playwright/test';
import { newWindow, signIn } from './browser';
import { asMachine, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { median, quantile, round } from './quantile';

const SEVERITIES = ['sev4', 'sev3', 'sev3', 'sev2', 'sev1'];
/** News a second while it is watched: events of runs, each of another incident. */
const A_SECOND = 20;

declare global {
  interface Window {
    /** Ms that each long task of the page took, as the browser reports those over 50. */
    longTasks?: number[];
    /** Ms from the navigation's start until rows were on the screen. */
    firstRowsMs?: number;
  }
}

/** Runs in the page before all else: long tasks, and when the first rows were painted. */
function watchFloor(): void {
  const tasks: number[] = (window.longTasks = []);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('main section li a')?.checkVisibility()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (window.firstRowsMs = performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** Open incidents over thirty services, every third with a run, every ninth waiting on a person. */
async function openMany(commander: Call, agent: Call, count: number): Promise<string[]> {
  const runs: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const service = ['storefront', 'checkout', 'payments'][index % 30] ?? `service-${index % 30}`;
    const incident = await commander('POST', '/incidents', {
      title: `Share of failing requests of ${service} above its budget (${index})`,
      severity: SEVERITIES[index % SEVERITIES.length],
      service,
      environment: 'production',
      startedAt: new Date(Date.now() - index * 41_000).toISOString(),
    });
    if (index % 3 !== 0) continue;
    const begun = await agent('POST', '/investigations', { incidentId: incident.id });
    const id = String(begun.id);
    runs.push(id);
    if (index % 9 !== 0) continue;
    await agent('POST', `/investigations/${id}/checkpoints`, {
      stage: 'evidence',
      summary: 'Seen',
    });
  }
  return runs;
}

async function loadFloor(page: Page): Promise<number> {
  await page.goto('/incidents', { waitUntil: 'load' });
  const found = await page.waitForFunction(() => window.firstRowsMs, undefined, {
    timeout: 30_000,
  });
  return Number(await found.jsonValue());
}

/** Notes that arrive for as many seconds, at an even pace, each in another run. */
async function sendNews(agent: Call, runs: string[], seconds: number): Promise<void> {
  const startedAt = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let turn = 0; turn < seconds * A_SECOND; turn += 1) {
    const run = runs[turn % runs.length] ?? '';
    const at = new Date().toISOString();
    const events = [{ id: `news-${turn}`, kind: 'note.added', at, text: `News ${turn}` }];
    sent.push(agent('POST', `/investigations/${run}/events`, { events }));
    const due = startedAt + ((turn + 1) * 1000) / A_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  await Promise.all(sent);
}

/** The floor with hundreds open: first rows, then long tasks while news arrives and it is scrolled. */
export async function measureFloor(context: BenchContext, browser: Browser, commander: Call) {
  const { floorOpen, floorSeconds, pageLoads } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const runs = await openMany(commander, agent, floorOpen);
  const waiting = new Set(runs.filter((_, index) => index % 3 === 0));
  const desk = await newWindow(browser, context);
  await desk.addInitScript(watchFloor);
  const page = await desk.newPage();
  await signIn(page, context, 'commander');
  const loads: number[] = [];
  const loadTasks: number[] = [];
  for (let turn = 0; turn < pageLoads * 2; turn += 1) {
    const took = await loadFloor(page);
    if (turn < pageLoads) continue;
    loads.push(took);
    // Its stream never lets the network fall idle; with the stream open the page is whole.
    await page.getByText('Live', { exact: true }).first().waitFor();
    loadTasks.push(Math.max(0, ...(await page.evaluate(() => window.longTasks ?? []))));
  }
  const answer = await page.evaluate(
    async () => (await (await fetch('/api/v1/floor')).text()).length,
  );
  const tasksOf = async (act: () => Promise<unknown>) => {
    await page.evaluate(() => void (window.longTasks = []));
    await act();
    return page.evaluate(() => window.longTasks ?? []);
  };
  const going = runs.filter((id) => !waiting.has(id));
  const news = await tasksOf(() => sendNews(agent, going, floorSeconds));
  const scrolled = await tasksOf(async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      await page.mouse.move(700, 500);
      await page.mouse.wheel(0, 400);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  });
  await desk.close();
  return {
    open: floorOpen,
    runs: runs.length,
    answerKb: round(answer / 1000, 1),
    firstRowsMs: round(median(loads), 1),
    firstRowsP90Ms: round(quantile(loads, 0.9), 1),
    loadingTaskMs: round(median(loadTasks), 1),
    newsASecond: A_SECOND,
    newsSeconds: floorSeconds,
    newsLongTasks: news.length,
    newsLongestMs: round(Math.max(0, ...news), 1),
    scrollLongTasks: scrolled.length,
    scrollLongestMs: round(Math.max(0, ...scrolled), 1),
  };
}
