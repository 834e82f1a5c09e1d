import type { Browser, Page } from '@playwright/test';
import { withSettings } from '@/lib/cli/with-settings';
import { withDatabase } from '@/lib/db/database-url';
import { inServer } from '@/lib/db/in-server';
import { writeBigRoom } from './big-room-write';
import { newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { heapMb, takeTasks, watchTasks } from './long-tasks';
import { median, quantile, round } from './quantile';

const A_SECOND = 200;
const BATCH = 20;

/** From the start of a navigation until a row of the timeline is painted, in ms. */
async function firstRows(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator('[role=treeitem]').first().waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => resolve(performance.now()));
      }),
  );
}

const longest = (all: number[]): number => round(Math.max(0, ...all), 1);

/** Does something in the page, and answers what tasks of over 50 ms it took. */
async function tasksOf(page: Page, act: () => Promise<void>) {
  await takeTasks(page);
  await act();
  const { tasks } = await takeTasks(page);
  return { over50: tasks.length, longestMs: longest(tasks) };
}

async function scroll(page: Page, times: number): Promise<void> {
  await page.getByRole('tree', { name: 'Timeline' }).hover();
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel(0, -1500);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

async function search(page: Page): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search the timeline' });
  await field.fill('timeout');
  await page.getByText(/^Searched /).waitFor();
  await field.fill('');
  await page.getByText(/^Searched /).waitFor({ state: 'hidden' });
}

async function scrub(page: Page, steps: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Event of the run' });
  await slider.focus();
  for (let i = 0; i < steps; i++) {
    await slider.press('PageUp');
    await page.waitForResponse((response) => response.url().includes('/room?at='));
  }
}

/** Moments all over the run, each asked for as the browser does. */
async function seekOften(commander: Call, path: string, lastSeq: number, times: number) {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const seq = 1 + ((i * 7919 * 13) % lastSeq);
    const startedAt = performance.now();
    await commander('GET', `${path}&at=${seq}`);
    took.push(performance.now() - startedAt);
  }
  const [p50Ms, p99Ms] = [round(quantile(took, 0.5), 1), round(quantile(took, 0.99), 1)];
  return { times, p50Ms, p99Ms, slowestMs: longest(took) };
}

/** At the live edge, while events arrive without a pause. */
async function follow(page: Page, agent: Call, run: string, seconds: number) {
  await takeTasks(page);
  const startedAt = performance.now();
  const answers: Promise<unknown>[] = [];
  const count = (seconds * A_SECOND) / BATCH;
  for (let i = 0; i < count; i++) {
    const due = startedAt + (i * 1000 * BATCH) / A_SECOND;
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, due - performance.now()));
    });
    const at = new Date().toISOString();
    const events = Array.from({ length: BATCH }, (_, place) => {
      const mark = `live-${i}-${place}`;
      return { id: mark, at, kind: 'step.started', step: mark, tool: `${mark} search` };
    });
    answers.push(agent('POST', `/investigations/${run}/events`, { events }));
  }
  await Promise.all(answers);
  const last = `live-${count - 1}-${BATCH - 1} search`;
  await page.getByText(last).first().waitFor({ timeout: 30_000 });
  const { tasks, gaps } = await takeTasks(page);
  const { stepCount } = await agent('GET', `/investigations/${run}`);
  const steps = page
    .getByRole('region', { name: 'Inspector' })
    .getByText(/ of [\d,]+$/)
    .first();
  const shown = Number(((await steps.textContent()) ?? '').split(' ')[0]?.replaceAll(',', ''));
  return {
    events: count * BATCH,
    seconds: round((performance.now() - startedAt) / 1000),
    missed: Number(stepCount) - shown,
    framesOver100: gaps.filter((gap) => gap > 100).length,
    longestFrameMs: longest(gaps),
    tasksOver50: tasks.length,
    longestTaskMs: longest(tasks),
  };
}

/** A room of a hundred thousand recorded events; null without the recordings. */
export async function measureBigRoom(context: BenchContext, browser: Browser, commander: Call) {
  const { roomEvents, pageLoads, seeks, edgeSeconds } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const { incidentId, investigationId } = await beginRun(commander, agent, 'A long night');
  const events = await withSettings(context.settings, () =>
    writeBigRoom(investigationId, context.agent, roomEvents),
  );
  if (events === 0) return null;
  await inServer(withDatabase(context.adminUrl, context.database), (admin) =>
    admin.query('VACUUM ANALYZE'),
  );
  const path = `/incidents/${incidentId}`;
  const room = `${path}/room?run=${investigationId}`;
  const startedAt = performance.now();
  await commander('GET', `${room}&at=${events}`);
  const firstLookBackMs = round(performance.now() - startedAt);
  const seek = await seekOften(commander, room, events, seeks);
  const desk = await newWindow(browser, context);
  const page = await desk.newPage();
  await signIn(page, context, 'commander');
  await page.addInitScript(watchTasks);
  await firstRows(page, path);
  const rows: number[] = [];
  for (let i = 0; i < pageLoads; i++) rows.push(await firstRows(page, path));
  await page.getByText('Live', { exact: true }).first().waitFor();
  const scrolled = await tasksOf(page, () => scroll(page, 120));
  const searched = await tasksOf(page, () => search(page));
  await page.getByRole('button', { name: 'Look back' }).click();
  await page.getByRole('region', { name: 'Looking back' }).waitFor();
  const scrubbed = await tasksOf(page, () => scrub(page, 20));
  const heap = round(await heapMb(page));
  await page.goto(path);
  await page.getByText('Live', { exact: true }).first().waitFor();
  const edge = await follow(page, agent, investigationId, edgeSeconds);
  const heapAfterEdge = round(await heapMb(page));
  await desk.close();
  return {
    events,
    firstRowsMs: round(median(rows), 1),
    firstRowsP90Ms: round(quantile(rows, 0.9), 1),
    firstLookBackMs,
    seek,
    scrolled,
    searched,
    scrubbed,
    heapMb: heap,
    edge,
    heapAfterEdgeMb: heapAfterEdge,
  };
}
