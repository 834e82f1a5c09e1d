import { setTimeout as delay } from 'node:timers/promises';
import { intervalsOf, sumCounts } from './metrics/intervals';
import { scrape, type Scrape } from './metrics/scrape';
import { SERVICES, type Site } from './site/layout';

const LOOK_MS = 500;
const CALM_MS = 1500;
const AT_MOST_MS = 60_000;

/** Of the requests that customers make in a second, so many must have been answered. */
const LEAST_SHARE = 0.3;

const answeredWell = (scrapes: readonly Scrape[], leastAnswers: number): boolean =>
  SERVICES.every((service) => {
    const { hits, total } = sumCounts(intervalsOf(scrapes, service).map((one) => one.errors));
    return hits === 0 && total >= leastAnswers;
  });

/**
 * Waits until every service has answered well for a moment: the first requests to cold processes on
 * a busy machine may time out, and that is no part of the exercise. Gives up after a minute; what
 * is wrong by then shows in the record.
 */
export async function untilWarm(site: Site, requestsPerS: number): Promise<void> {
  const deadlineMs = Date.now() + AT_MOST_MS;
  let recent: Scrape[] = [];
  while (Date.now() < deadlineMs) {
    const seen = await Promise.all(SERVICES.map((service) => scrape(site, service)));
    const sinceMs = Date.now() - CALM_MS;
    recent = [...recent, ...seen.filter((one) => one !== null)].filter((s) => s.atMs >= sinceMs);
    if (answeredWell(recent, Math.max(2, LEAST_SHARE * requestsPerS))) return;
    await delay(LOOK_MS);
  }
}
