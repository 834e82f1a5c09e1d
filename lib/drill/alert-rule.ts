/**
 * Watches the shop: `alert-rule.ts HOME DEMO_FILE`. Every second it scrapes /metrics of each service
 * and keeps what it saw on disk, evaluates the error-rate rule, and posts firing, repeated and
 * resolved alerts to the webhook, in the shape of Alertmanager's version 4. Under a silence it
 * scrapes and evaluates nothing.
 */
import { existsSync } from 'node:fs';
import { deliver } from './alerting/deliver';
import { EMPTY_GROUP, updateGroup } from './alerting/group';
import {
  evaluate,
  NEVER_TROUBLED,
  noteTrouble,
  uninhibited,
  type AlertState,
} from './alerting/rule';
import { webhookBody } from './alerting/webhook';
import { readDemoFile } from './demo-file';
import { inWindow, intervalsOf, sumCounts } from './metrics/intervals';
import { storeScrapes } from './metrics/sample-store';
import { scrape, type Scrape } from './metrics/scrape';
import { endpointOf, urlOf } from './site/endpoints';
import { SERVICES, siteAt, type ServiceName } from './site/layout';
import { readSettings } from './site/settings';
import { sayAs } from '@/lib/drill/say';

const SCRAPE_MS = 1000;
const say = sayAs('alert rule');

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
let group = EMPTY_GROUP;
let lastTroubled = NEVER_TROUBLED;
let recent: Scrape[] = [];

/** Webhooks go out one after the other, and never hold up the next scrape. */
let outgoing: Promise<void> = Promise.resolve();

async function send(before: Promise<void>, body: ReturnType<typeof webhookBody>): Promise<void> {
  await before;
  const status = await deliver(alertmanager.url, alertmanager.token, body);
  const alerts = body.alerts.map((alert) => `${alert.status}, ${alert.annotations['summary']}`);
  say(`${alerts.join('; ')} (webhook answered ${status || 'nothing'})`);
}

async function look(): Promise<void> {
  const scrapes = await Promise.all(SERVICES.map((service) => scrape(site, service)));
  const seen = scrapes.filter((one) => one !== null);
  if (seen.length > 0) storeScrapes(site, seen);
  const nowMs = Date.now();
  const fromMs = nowMs - settings.windowS * 1000;
  recent = [...recent, ...seen].filter((one) => one.atMs >= fromMs - 3 * SCRAPE_MS);

  const errorsOf = (service: ServiceName) =>
    sumCounts(inWindow(intervalsOf(recent, service), fromMs, nowMs + 1).map((one) => one.errors));
  if (existsSync(site.silenceFile)) return;
  for (const service of SERVICES) {
    states[service] = evaluate(states[service], errorsOf(service), settings, nowMs);
  }
  lastTroubled = noteTrouble(lastTroubled, states, nowMs);
  const update = updateGroup(group, states, uninhibited(lastTroubled, nowMs), nowMs);
  group = update.group;
  if (!update.isDue) return;
  const readings = [...group.members].map(([service, member]) => {
    const endpoint = endpointOf(site, service);
    const generatorUrl = endpoint ? urlOf(endpoint, '/metrics') : alertmanager.url;
    return { service, errors: errorsOf(service), generatorUrl, ...member };
  });
  outgoing = send(outgoing, webhookBody(settings, readings));
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
