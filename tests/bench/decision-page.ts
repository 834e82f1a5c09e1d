import type { Browser, BrowserContext, Page } from '@playwright/test';
import { newWindow, signIn } from './browser';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { median, quantile, round } from './quantile';

/** A phone on a bad connection: the profile that the aim is stated for. */
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const CPU_SLOWDOWN = 4;
const BYTES_A_SECOND = 1_600_000 / 8;
const ROUND_TRIP_MS = 150;

/** The command's last argument: where it is drawn, all of it is. */
const LAST = '--confirm-release-41';

declare global {
  interface Window {
    /** Ms from the navigation's start until the command was painted. */
    commandMs?: number;
  }
}

/** Runs in the page before all else: notes when the whole command was painted, and not only sent. */
function watchCommand(last: string): void {
  const isShown = (): boolean =>
    [...document.querySelectorAll('main p, main li')].some(
      (each) => each.textContent?.includes(last) && each.checkVisibility(),
    );
  const observer = new MutationObserver(() => {
    if (!isShown()) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (window.commandMs = performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

/** A proposal of ordinary size, waiting for a signature. */
export async function propose(context: BenchContext, commander: Call) {
  const agent = asMachine(context.url, context.agent.key);
  const begun = await beginRun(commander, agent, 'Checkout answers with errors');
  const { incidentId, investigationId: run } = begun;
  const at = new Date().toISOString();
  const evidence = Array.from({ length: 8 }, (_, i) => ({
    id: `e${i}`,
    source: 'logs',
    title: `What checkout logged in minute ${i}`,
    body: { format: 'text', text: 'cannot parse the price' },
  }));
  await agent('POST', `/investigations/${run}/events`, {
    events: [
      ...evidence.map((each) => ({
        id: `record-${each.id}`,
        kind: 'evidence.recorded',
        at,
        evidence: each,
      })),
      {
        id: 'claim',
        kind: 'hypothesis.proposed',
        at,
        hypothesis: { id: 'h1', statement: 'Release r42 broke checkout.', confidence: 0.9 },
      },
      ...evidence.map(({ id }, i) => ({
        id: `link-${id}`,
        kind: 'hypothesis.linked',
        at,
        hypothesisId: 'h1',
        evidenceId: id,
        relation: i % 3 === 2 ? 'contradicts' : 'supports',
        note: 'It begins with the release.',
      })),
    ],
  });
  for (const stage of ['evidence', 'commitment']) {
    const named = stage === 'commitment' ? { hypothesisId: 'h1' } : {};
    const held = await agent('POST', `/investigations/${run}/checkpoints`, {
      stage,
      summary: 'Weighed.',
      ...named,
    });
    await commander('POST', `/checkpoints/${String(held.id)}/decision`, { decision: 'release' });
  }
  const action = await agent('POST', `/investigations/${run}/actions`, {
    kind: 'rollback',
    title: 'Roll back checkout to r41',
    target: { service: 'checkout', environment: 'production', resource: `deployments/${run}` },
    command: { argv: ['shop-deploy', 'rollback', 'checkout', '--to', 'r41', LAST] },
    dryRun: 'would switch checkout from r42 to r41',
    rationale: 'Errors began within seconds of r42.',
    hypothesisId: 'h1',
    evidenceIds: evidence.map(({ id }) => id),
    blastRadius: { services: ['checkout', 'storefront'], trafficPercent: 100, dataLoss: 'none' },
    reversibility: 'reversible',
    rollback: { argv: ['shop-deploy', 'rollback', 'checkout', '--to', 'r42'] },
    expectedEffect: 'The error share falls below 1 %.',
  });
  return { incidentId, path: `/approvals/${String(action.id)}` };
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Once, as somebody opens it from a notification: signed in, nothing cached. */
async function openOnce(context: BenchContext, browser: Browser, session: Session, path: string) {
  const phone = await browser.newContext({
    ...PHONE,
    baseURL: context.url,
    storageState: session,
  });
  try {
    const page = await phone.newPage();
    await page.addInitScript({ content: 'globalThis.__name ??= (named) => named;' });
    await page.addInitScript(watchCommand, LAST);
    await slowDown(page);
    await page.goto(path, { waitUntil: 'commit' });
    const found = await page.waitForFunction(() => window.commandMs, undefined, {
      timeout: 60_000,
    });
    const commandMs = Number(await found.jsonValue());
    const firstByteMs = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      return entry instanceof PerformanceNavigationTiming ? entry.responseStart : Number.NaN;
    });
    return { commandMs, firstByteMs };
  } finally {
    await phone.close();
  }
}

/** How soon the command of a decision stands before an approver's eyes, on a phone at night. */
export async function measureDecisionPage(
  context: BenchContext,
  browser: Browser,
  commander: Call,
) {
  const { path } = await propose(context, commander);
  const window = await newWindow(browser, context);
  await signIn(await window.newPage(), context, 'approver');
  const session = await window.storageState();
  await window.close();
  const { pageLoads } = sizesOf(context);
  await openOnce(context, browser, session, path);
  const all: number[] = [];
  const firstBytes: number[] = [];
  for (let i = 0; i < pageLoads; i++) {
    const { commandMs, firstByteMs } = await openOnce(context, browser, session, path);
    all.push(commandMs);
    firstBytes.push(firstByteMs);
  }
  return {
    profile: `${CPU_SLOWDOWN}× slower, 1.6 Mbit/s, ${ROUND_TRIP_MS} ms round trip, nothing cached`,
    medianMs: round(median(all)),
    p90Ms: round(quantile(all, 0.9)),
    slowestMs: round(Math.max(...all)),
    firstByteMs: round(median(firstBytes)),
  };
}
