/**
 * Watches the shop: `alert-rule.ts HOME DEMO_FILE`. Every second it scrapes /metrics of each service
 * and keeps what it saw on disk, evaluates the error-rate rule, and posts firing, repeated and
 * resolved alerts to the webhook, in the shape of Alertmanager's version 4.
 */
import { evaluate, uninhibited, type AlertState } from './alerting/rule';
import { deliver } from './alerting/deliver';
import { webhookBody } from './alerting/webhook';
import { readDemoFile } from './demo-file';
import { inWindow, intervalsOf, sumCounts } from './metrics/intervals';
import { storeScrapes } from './metrics/sample-store';
import { scrape, type Scrape } from './metrics/scrape';
import { endpointOf, urlOf } from './site/endpoints';
import { SERVICES, siteAt, type ServiceName } from './site/layout';
import { readSettings } from './site/settings';
import type { Count } from './statistics/proportions';

const SCRAPE_MS = 1000;
const REPEAT_MS = 15_000;
const say = (line: string) => process.stdout.write(`alert rule: ${line}\n`);

const [, , home = '', demoFile = ''] = process.argv;
const site = siteAt(home);
const settings = readSettings(site);
const { alertmanager } = readDemoFile(demoFile);
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the parent decides

const INACTIVE: AlertState = { phase: 'inactive' };
const states: Record<ServiceName, AlertState> = {
  storefront: INACTIVE,
  checkout: INACTIVE,
  payments: INACTIVE,
};
/** Alerts that were posted as firing, and when last: these must also be posted as resolved. */
const posted = new Map<ServiceName, { startsAt: string; atMs: number }>();
let recent: Scrape[] = [];

/** Webhooks go out one after the other, and never hold up the next scrape. */
let outgoing: Promise<void> = Promise.resolve();

async function send(before: Promise<void>, body: ReturnType<typeof webhookBody>): Promise<void> {
  await before;
  const status = await deliver(alertmanager.url, alertmanager.token, body);
  say(`${body.status}: ${body.commonAnnotations.summary} (webhook answered ${status})`);
}

function post(service: ServiceName, errors: Count, startsAt: string, endsAt: string | null): void {
  const endpoint = endpointOf(site, service);
  const generatorUrl = endpoint ? urlOf(endpoint, '/metrics') : alertmanager.url;
  outgoing = send(
    outgoing,
    webhookBody(settings, { service, errors, startsAt, endsAt, generatorUrl }),
  );
}

async function look(): Promise<void> {
  const scrapes = await Promise.all(SERVICES.map((service) => scrape(site, service)));
  const seen = scrapes.filter((one) => one !== null);
  if (seen.length > 0) storeScrapes(site, seen);
  const nowMs = Date.now();
  const windowMs = settings.windowS * 1000;
  recent = [...recent, ...seen].filter((one) => one.atMs >= nowMs - windowMs - 3 * SCRAPE_MS);

  const errorsOf = (service: ServiceName) =>
    sumCounts(
      inWindow(intervalsOf(recent, service), nowMs - windowMs, nowMs + 1).map((i) => i.errors),
    );
  for (const service of SERVICES) {
    states[service] = evaluate(states[service], errorsOf(service), settings, nowMs);
  }
  const maySpeak = uninhibited(states);
  for (const service of SERVICES) {
    const state = states[service];
    const last = posted.get(service);
    if (state.phase === 'firing' && (last || maySpeak.has(service))) {
      if (last && nowMs - last.atMs < REPEAT_MS) continue;
      const startsAt = last?.startsAt ?? new Date(state.startedMs).toISOString();
      posted.set(service, { startsAt, atMs: nowMs });
      post(service, errorsOf(service), startsAt, null);
    } else if (state.phase === 'inactive' && last) {
      posted.delete(service);
      post(service, errorsOf(service), last.startsAt, new Date(nowMs).toISOString());
    }
  }
}

let isLooking = false;
setInterval(() => {
  if (isLooking) return; // a service is slow to answer: the next second will do
  isLooking = true;
  look()
    .catch((error: unknown) => say(String(error)))
    .finally(() => {
      isLooking = false;
    });
}, SCRAPE_MS);
