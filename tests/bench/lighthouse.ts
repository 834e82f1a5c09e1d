import { createServer } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { CHROMIUM_FLAGS } from '@/lib/cli/find-chromium';
import type { Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { propose } from './decision-page';
import { median, quantile, round } from './quantile';

/** A port that was free a moment ago; the browser takes one by number alone. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

interface Looked {
  performance: number;
  accessibility: number;
  lcpMs: number;
  tbtMs: number;
  cls: number;
  /** What took points off accessibility, by the audit's name. */
  faults: string[];
}

/** One look at a page, nothing cached, signed in by the header that a browser would send. */
async function look(
  url: string,
  cookie: string,
  port: number,
  form: 'desktop' | 'mobile',
): Promise<Looked> {
  const flags = {
    port,
    logLevel: 'error' as const,
    onlyCategories: ['performance', 'accessibility'],
    extraHeaders: { Cookie: cookie },
  };
  const result = await lighthouse(url, flags, form === 'desktop' ? desktop : undefined);
  if (!result || result.lhr.runtimeError) {
    throw new Error(`Lighthouse could not look at ${url}: ${result?.lhr.runtimeError?.message}`);
  }
  const { categories, audits, finalDisplayedUrl } = result.lhr;
  if (new URL(finalDisplayedUrl).pathname !== new URL(url).pathname) {
    throw new Error(`Lighthouse was sent on from ${url} to ${finalDisplayedUrl}.`);
  }
  const score = (name: string) => round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const faults = (categories.accessibility?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && audits[id]?.score === 0,
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    lcpMs: value('largest-contentful-paint'),
    tbtMs: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
    faults: faults.map(({ id }) => id),
  };
}

function summed(all: Looked[]) {
  const middle = (of: (each: Looked) => number, digits = 0) => round(median(all.map(of)), digits);
  return {
    runs: all.length,
    performance: middle(({ performance }) => performance),
    worst: quantile(
      all.map(({ performance }) => performance),
      0,
    ),
    accessibility: Math.min(...all.map(({ accessibility }) => accessibility)),
    lcpMs: middle(({ lcpMs }) => lcpMs),
    tbtMs: middle(({ tbtMs }) => tbtMs),
    cls: middle(({ cls }) => cls, 3),
    faults: [...new Set(all.flatMap(({ faults }) => faults))],
  };
}

/** Lighthouse on the three pages that people work in: the median on a desktop, and a phone's. */
export async function measureLighthouse(context: BenchContext, commander: Call, cookie: string) {
  const { path: decision, incidentId } = await propose(context, commander);
  const pages = { floor: '/incidents', room: `/incidents/${incidentId}`, decision };
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: context.chromiumPath,
    args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
  });
  const measure = async (path: string) => {
    const url = `${context.url}${path}`;
    // Once that does not count: the server compiles what a page needs at its first request.
    await look(url, cookie, port, 'desktop');
    const wide: Looked[] = [];
    while (wide.length < sizesOf(context).lighthouseRuns) {
      wide.push(await look(url, cookie, port, 'desktop'));
    }
    return { desktop: summed(wide), mobile: summed([await look(url, cookie, port, 'mobile')]) };
  };
  try {
    return {
      floor: await measure(pages.floor),
      room: await measure(pages.room),
      decision: await measure(pages.decision),
    };
  } finally {
    await browser.close();
  }
}
