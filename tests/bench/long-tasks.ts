import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Tasks of over 50 ms since they were last taken, in ms. */
    longTasks?: number[];
    /** Time from each frame to the next since they were last taken, in ms. */
    frameGaps?: number[];
  }
}

/** Runs in the page before all else. */
export function watchTasks(): void {
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
