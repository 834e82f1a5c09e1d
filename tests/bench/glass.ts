import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { cookieOf, newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { markedEvent } from './marked-event';
import { treeCpuMs } from './process-cpu';
import { quantile, round } from './quantile';

const A_SECOND = 5;
const VIEWERS = fileURLToPath(new URL('./viewers.ts', import.meta.url));

declare global {
  interface Window {
    /** By an event's mark, the wall clock's ms at which its row was on the screen. */
    painted?: Record<string, number>;
  }
}

/** Runs in the page: notes when each row with a mark in its text was painted. */
function watchRows(): void {
  const painted: Record<string, number> = (window.painted = {});
  const known = new Set<string>();
  const look = () => {
    const text = document.querySelector('[role=tree]')?.textContent ?? '';
    const fresh = (text.match(/glass-\d+/g) ?? []).filter((mark) => !known.has(mark));
    for (const mark of fresh) known.add(mark);
    if (fresh.length === 0) return;
    requestAnimationFrame(() => {
      // A message posted in a frame's callback arrives once that frame has been handed on.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        const at = performance.timeOrigin + performance.now();
        for (const mark of fresh) painted[mark] = at;
      });
      port1.start();
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** The other viewers, in a process of their own so that reading them does not delay the clock. */
async function startViewers(order: { url: string; cookie: string; room: string; count: number }) {
  const child = fork(VIEWERS, [JSON.stringify(order)], { execArgv: process.execArgv });
  const next = () =>
    new Promise<Record<string, number>>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Record<string, number>));
      child.once('exit', (code) => reject(new Error(`The viewers ended with ${code}.`)));
    });
  await next();
  return {
    async finish(): Promise<Record<string, number>> {
      const counted = next();
      child.send('count');
      return counted;
    },
    kill: () => child.kill('SIGKILL'),
  };
}

async function postSteadily(
  agent: Call,
  path: string,
  count: number,
): Promise<Map<string, number>> {
  const posted = new Map<string, number>();
  const answers: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) {
    const due = startedAt + (i * 1000) / A_SECOND;
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, due - performance.now()));
    });
    const mark = `glass-${String(i).padStart(5, '0')}`;
    const events = [markedEvent(mark, i)];
    posted.set(mark, performance.timeOrigin + performance.now());
    answers.push(agent('POST', path, { events }));
  }
  await Promise.all(answers);
  return posted;
}

/** How far the page's clock is ahead of ours, in ms: both come from the machine's, read apart. */
async function clockAhead(page: Page): Promise<number> {
  const reads: { ahead: number; took: number }[] = [];
  for (let i = 0; i < 20; i++) {
    const before = performance.timeOrigin + performance.now();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const after = performance.timeOrigin + performance.now();
    reads.push({ ahead: there - (before + after) / 2, took: after - before });
  }
  return reads.toSorted((a, b) => a.took - b.took)[0]?.ahead ?? 0;
}

/** From just before an event is sent until its row stands on the screen of a room. */
export async function measureGlass(context: BenchContext, browser: Browser, commander: Call) {
  const { glassEvents, viewers: count } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const run = await beginRun(commander, agent, 'Glass');
  const desk = await newWindow(browser, context);
  const page = await desk.newPage();
  await signIn(page, context, 'observer');
  const order = { url: context.url, cookie: await cookieOf(desk), room: run.incidentId, count };
  const others = await startViewers(order);
  try {
    await page.addInitScript(watchRows);
    await page.goto(`/incidents/${run.incidentId}`);
    await page.locator('[role=tree] [role=treeitem]').first().waitFor();
    const ahead = await clockAhead(page);
    const appBefore = treeCpuMs(context.appPid);
    const startedAt = performance.now();
    const path = `/investigations/${run.investigationId}/events`;
    const posted = await postSteadily(agent, path, glassEvents);
    const tookMs = performance.now() - startedAt;
    const last = [...posted.keys()].at(-1) ?? '';
    await page.waitForFunction((mark) => window.painted?.[mark] !== undefined, last, {
      timeout: 10_000,
    });
    const painted = (await page.evaluate(() => window.painted)) ?? {};
    const latencies = [...posted].flatMap(([mark, at]) => {
      const shown = painted[mark];
      return shown === undefined ? [] : [shown - ahead - at];
    });
    const heard = await others.finish();
    return {
      events: posted.size,
      painted: latencies.length,
      seconds: round(tookMs / 1000),
      otherViewers: count,
      framesToOthers: heard.frames ?? 0,
      // Beside what was posted: that the incident was opened and its run begun.
      framesMissedByOthers: count * (posted.size + 2) - (heard.frames ?? 0),
      p50Ms: round(quantile(latencies, 0.5), 1),
      p90Ms: round(quantile(latencies, 0.9), 1),
      p99Ms: round(quantile(latencies, 0.99), 1),
      maxMs: round(Math.max(...latencies), 1),
      clockAheadMs: round(ahead, 2),
      appCores: round((treeCpuMs(context.appPid) - appBefore) / tookMs, 2),
    };
  } finally {
    others.kill();
    await desk.close();
  }
}
