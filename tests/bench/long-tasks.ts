import type { Page } from '@playwright/test';
import { round } from './quantile';

declare global {
  interface Window {
    /** Tasks of over 50 ms since they were last taken, in ms. */
    longTasks?: number[];
    /** Time from each frame to the next since they were last taken, in ms. */
    frameGaps?: number[];
    /** From the start of the navigation until the first row was painted, in ms. */
    firstSeenMs?: number;
  }
}

/** Runs in the page before all else. @param row a selector of what counts as there */
export function watchTasks(row: string): void {
  window.longTasks = [];
  window.frameGaps = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks?.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  let last = performance.now();
  const frame = (now: number) => {
    window.frameGaps?.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const observer = new MutationObserver(() => {
    if (!document.querySelector(row)?.checkVisibility()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (window.firstSeenMs = performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** When the first row was painted, in ms from the start of the navigation. */
export async function firstSeenMs(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => window.firstSeenMs, undefined, {
    timeout: 30_000,
  });
  return Number(await found.jsonValue());
}

/** What was noted since the last call. */
export async function takeTasks(page: Page): Promise<{ tasks: number[]; gaps: number[] }> {
  return page.evaluate(() => {
    const taken = { tasks: window.longTasks ?? [], gaps: window.frameGaps ?? [] };
    window.longTasks = [];
    window.frameGaps = [];
    return taken;
  });
}

/** What the page's scripts hold once the garbage is collected, in MB. */
export async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** The longest of some durations in ms, 0 of none. */
export const longest = (all: number[]): number => round(Math.max(0, ...all), 1);
