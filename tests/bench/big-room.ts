import type { Browser, Page } from '@playwright/test';
import { withSettings } from '@/lib/cli/with-settings';
import { withDatabase } from '@/lib/db/database-url';
import { inServer } from '@/lib/db/in-server';
import { filter, firstRows, lookBack, scroll, scrub, search } from './big-room-acts';
import { follow, letGo } from './big-room-edge';
import { writeBigRoom } from './big-room-write';
import { newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { heapMb, longest, takeTasks, watchTasks } from './long-tasks';
import { median, quantile, round } from './quantile';

/** One incident whose one run is of as many events. */
interface BigRoom {
  incidentId: string;
  investigationId: string;
  events: number;
}

/** Does something in the page, and answers what tasks of over 50 ms that and its end took. */
async function tasksOf(page: Page, act: () => Promise<unknown>) {
  await takeTasks(page);
  const startedAt = performance.now();
  await act();
  const tookMs = performance.now() - startedAt;
  const { tasks } = await takeTasks(page);
  return { tookMs: round(tookMs), over50: tasks.length, longestMs: longest(tasks) };
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

/** Makes the room of recorded events; null without the recordings. */
async function makeBigRoom(
  context: BenchContext,
  commander: Call,
  agent: Call,
): Promise<BigRoom | null> {
  const made = await beginRun(commander, agent, 'A long night');
  const events = await withSettings(context.settings, () =>
    writeBigRoom(made.investigationId, context.agent, sizesOf(context).roomEvents),
  );
  if (events === 0) return null;
  // What a server does by itself within a minute or so of such growth.
  await inServer(withDatabase(context.adminUrl, context.database), (admin) =>
    admin.query('VACUUM ANALYZE'),
  );
  return { ...made, events };
}

const roomPath = ({ incidentId }: BigRoom) => `/incidents/${incidentId}`;

/** Any moment of the run, asked of the server; first the one that makes what later ones rest on. */
async function seekInRoom(commander: Call, room: BigRoom, times: number) {
  const path = `${roomPath(room)}/room?run=${room.investigationId}`;
  const startedAt = performance.now();
  await commander('GET', `${path}&at=${room.events}`);
  const firstLookBackMs = round(performance.now() - startedAt);
  return { firstLookBackMs, seek: await seekOften(commander, path, room.events, times) };
}

/**
 * Until what a room loads after its first sight is there: the stream, the strip's drawing, and, eight
 * seconds after it was opened, the folds.
 */
async function settled(page: Page): Promise<void> {
  await page.getByText('Live', { exact: true }).first().waitFor();
  await page.waitForFunction(() => performance.now() > 12_000, undefined, { polling: 500 });
}

/** Opens the room again and again, then moves about in it. */
async function readRoom(page: Page, room: BigRoom, loads: number) {
  const path = roomPath(room);
  for (let load = 0; load < loads; load++) await firstRows(page, path);
  const rows: number[] = [];
  for (let load = 0; load < loads; load++) rows.push(await firstRows(page, path));
  await settled(page);
  const { tasks } = await takeTasks(page);
  return {
    firstRowsMs: round(median(rows), 1),
    firstRowsP90Ms: round(quantile(rows, 0.9), 1),
    loadingTaskMs: longest(tasks),
    scrolled: await tasksOf(page, () => scroll(page, 120)),
    searched: await tasksOf(page, () => search(page)),
    filtered: await tasksOf(page, () => filter(page)),
    lookedBack: await tasksOf(page, () => lookBack(page)),
    scrubbed: await tasksOf(page, () => scrub(page)),
    heapMb: round(await heapMb(page)),
  };
}

/** Stands at the live edge while events arrive. */
async function followRoom(
  page: Page,
  commander: Call,
  agent: Call,
  room: BigRoom,
  seconds: number,
) {
  await letGo(commander, agent, room.investigationId);
  await page.goto(roomPath(room));
  await settled(page);
  const edge = await follow(page, commander, agent, room.investigationId, seconds);
  return { edge, heapAfterEdgeMb: round(await heapMb(page)) };
}

/** A room of a hundred thousand recorded events; null without the recordings. */
export async function measureBigRoom(context: BenchContext, browser: Browser, commander: Call) {
  const { pageLoads, seeks, edgeSeconds } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const madeAt = performance.now();
  const room = await makeBigRoom(context, commander, agent);
  const buildSeconds = round((performance.now() - madeAt) / 1000);
  if (!room) return null;
  const seeking = await seekInRoom(commander, room, seeks);
  const desk = await newWindow(browser, context);
  try {
    const page = await desk.newPage();
    await signIn(page, context, 'commander');
    await page.addInitScript(watchTasks, '[role=treeitem]');
    const reading = await readRoom(page, room, pageLoads);
    const following = await followRoom(page, commander, agent, room, edgeSeconds);
    return { events: room.events, buildSeconds, ...seeking, ...reading, ...following };
  } finally {
    await desk.close();
  }
}
