/**
 * The shop's customers: `traffic.ts HOME`. Requests arrive as a Poisson process at a bounded rate,
 * whatever the answers are (an open loop: slow answers must not slow the customers down), from a
 * seed, so that two runs at the same settings ask for the same baskets in the same order.
 */
import { cachedEndpoints, urlOf } from './site/endpoints';
import { siteAt } from './site/layout';
import { readSettings } from './site/settings';
import { CATALOGUE } from './services/storefront/catalogue';
import { seededRandom } from './statistics/seeded-random';

const MAX_IN_FLIGHT = 120;
const TIMEOUT_MS = 5000;
const ORDER_SHARE = 0.6;

const site = siteAt(process.argv[2] ?? '');
const { rate, seed, intensity } = readSettings(site);
const random = seededRandom(seed);
const endpoint = cachedEndpoints(site);
const maxLines = 1 + Math.round(6 * intensity);
const run = Math.floor(Date.now() / 1000) % 10_000_000;
let orders = 0;
let inFlight = 0;

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the parent decides

const pick = (n: number) => Math.floor(random() * n);

function basket() {
  const lines = Array.from({ length: 1 + pick(maxLines) }, () => ({
    sku: CATALOGUE[pick(CATALOGUE.length)]?.sku ?? '',
    quantity: 1 + (random() < 0.2 ? pick(6) : 0),
  }));
  orders += 1;
  return { orderId: `ord-${run}${orders}`, customer: `cus-${pick(500)}`, lines };
}

async function visit(): Promise<void> {
  const isOrder = random() < ORDER_SHARE;
  const body = isOrder ? JSON.stringify(basket()) : undefined;
  if (inFlight >= MAX_IN_FLIGHT) return; // the shop is stuck: these customers turn away
  inFlight += 1;
  try {
    const response = await fetch(urlOf(endpoint('storefront'), isOrder ? '/orders' : '/products'), {
      method: isOrder ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { body } : {}),
    });
    await response.arrayBuffer();
  } catch {
    // The customer sees an error page; the shop's own metrics and logs tell of it.
  } finally {
    inFlight -= 1;
  }
}

let nextMs = performance.now();
function schedule(): void {
  nextMs += (-Math.log(1 - random()) / rate) * 1000;
  setTimeout(
    () => {
      void visit();
      schedule();
    },
    Math.max(0, nextMs - performance.now()),
  );
}
schedule();
