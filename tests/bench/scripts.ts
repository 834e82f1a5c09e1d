import { gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import type { Browser } from '@playwright/test';
import { newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import type { BenchContext } from './context';
import { round } from './quantile';

/** Texts that only the code of a package holds, to say what a chunk is made of. */
const SIGNS: [name: string, sign: RegExp][] = [
  ['react-dom', /react-dom|hydrateRoot/],
  ['next router', /__next_f|next-router-state-tree/i],
  ['zod', /invalid_union|ZodError/],
  ['recharts', /recharts-/],
  ['victory/d3', /scaleLinear|curveStepAfter/],
  ['redux', /@@redux|configureStore/],
  ['immer', /immer/i],
  ['react-query', /queryHash|dehydratedAt/],
  ['react-virtual', /scrollToIndex|getVirtualItems/],
  ['radix', /data-radix/],
  ['floating-ui', /floating-ui|data-floating/],
  ['diff', /hunkHeader|structuredPatch/],
  ['nuqs', /nuqs/i],
  ['polyfills', /core-js|__core-js_shared__/],
];

interface Shipped {
  path: string;
  gzipBytes: number;
  bytes: number;
  holds: string[];
}

/** What the server sends of a script to who takes gzip: the bytes on the wire, counted here. */
const fetchGzipped = (address: string): Promise<Shipped> =>
  new Promise((resolve, reject) => {
    const call = get(address, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const wire = Buffer.concat(parts);
        const isGzip = answer.headers['content-encoding'] === 'gzip';
        const text = (isGzip ? gunzipSync(wire) : wire).toString('utf8');
        resolve({
          path: new URL(address).pathname,
          gzipBytes: wire.length,
          bytes: Buffer.byteLength(text),
          holds: SIGNS.filter(([, sign]) => sign.test(text)).map(([name]) => name),
        });
      });
    });
    call.once('error', reject);
  });

const kb = (list: Shipped[]): number =>
  round(list.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000, 1);

/** Hypotheses with their confidence, for the chart, and a series to inspect. */
const charted = () => {
  const at = new Date().toISOString();
  const points = Array.from({ length: 40 }, (_, i) => [
    new Date(Date.now() - (40 - i) * 15_000).toISOString(),
    Math.round(20 + 10 * Math.sin(i / 4)),
  ]);
  const body = { format: 'series', unit: '%', series: [{ name: 'errors', points }] };
  const evidence = { id: 'rate', source: 'metrics', title: 'Share of errors', body };
  const hypothesis = { id: 'h1', statement: 'The release broke it.', confidence: 0.4 };
  return [
    { id: 'c1', kind: 'evidence.recorded', at, evidence },
    { id: 'c2', kind: 'hypothesis.proposed', at, hypothesis },
    {
      id: 'c3',
      kind: 'hypothesis.revised',
      at,
      hypothesisId: 'h1',
      confidence: 0.7,
      because: ['rate'],
    },
  ];
};

/** Every script that a first visit to a room takes, nothing cached: at load, then with charts. */
export async function measureScripts(context: BenchContext, browser: Browser, commander: Call) {
  const agent = asMachine(context.url, context.agent.key);
  const run = await beginRun(commander, agent, 'Scripts');
  const events = `/investigations/${run.investigationId}/events`;
  const note = { id: 'n1', kind: 'note.added', at: new Date().toISOString(), text: 'Looking.' };
  await agent('POST', events, { events: [note] });

  const first = await newWindow(browser, context);
  await signIn(await first.newPage(), context, 'commander');
  const storageState = await first.storageState();
  await first.close();
  // Another window with the same session and an empty cache.
  const desk = await browser.newContext({
    baseURL: context.url,
    viewport: { width: 1440, height: 900 },
    storageState,
  });
  try {
    const page = await desk.newPage();
    const seen = new Set<string>();
    page.on('response', (answer) => {
      if (answer.request().resourceType() === 'script') seen.add(answer.url());
    });
    const stop = async () => {
      // The live stream never ends, so a quiet network has to be waited for by the scripts alone.
      for (let last = -1; last !== seen.size;) {
        last = seen.size;
        await page.waitForTimeout(1500);
      }
      return Promise.all([...seen].map(fetchGzipped));
    };
    await page.goto(`/incidents/${run.incidentId}`, { waitUntil: 'load' });
    await page.locator('[role=treeitem]').first().waitFor();
    const atLoad = await stop();
    await agent('POST', events, { events: charted() });
    await page.locator('figure svg').first().waitFor();
    const withChart = await stop();
    await page.locator('[role=treeitem]', { hasText: 'Share of errors' }).first().click();
    await page.locator('svg.recharts-surface').first().waitFor();
    const inspecting = await stop();
    const chunks = inspecting.toSorted((a, b) => b.gzipBytes - a.gzipBytes);
    const came = (path: string) => {
      const isIn = (list: Shipped[]) => list.some((each) => each.path === path);
      return isIn(atLoad) ? 'at load' : isIn(withChart) ? 'with the chart' : 'when inspecting';
    };
    return {
      atLoadKb: kb(atLoad),
      withChartKb: kb(withChart),
      inspectingSeriesKb: kb(inspecting),
      files: atLoad.length,
      chunks: chunks.map((each) => ({ ...each, came: came(each.path) })),
    };
  } finally {
    await desk.close();
  }
}
