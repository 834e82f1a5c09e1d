import { z } from 'zod';
import { endpointOf, urlOf } from '../site/endpoints';
import type { ServiceName, Site } from '../site/layout';
import { parseExposition, type Sample } from './exposition';

/** One look at one instance of a service. Counters count from that instance's start. */
export const scrapeSchema = z.object({
  atMs: z.number(),
  service: z.string(),
  release: z.string(),
  /** Tells instances apart: counters start again with each. */
  pid: z.number(),
  /** Answers so far, by `ROUTE STATUS`. */
  answers: z.record(z.string(), z.number()),
  /** Answers so far within so many seconds, over all routes, by upper bound; `+Inf` is all. */
  within: z.record(z.string(), z.number()),
  inFlight: z.number(),
  cpuSeconds: z.number(),
  eventLoopLagS: z.number(),
  residentBytes: z.number(),
  poolWaiting: z.number().nullable(),
});
export type Scrape = z.infer<typeof scrapeSchema>;

function summarise(samples: readonly Sample[]) {
  const answers: Record<string, number> = {};
  const within: Record<string, number> = {};
  const gauges = new Map<string, number>();
  for (const { name, labels, value } of samples) {
    if (name === 'http_requests_total') {
      answers[`${labels['route']} ${labels['status']}`] = value;
    } else if (name === 'http_request_duration_seconds_bucket') {
      const bound = labels['le'] ?? '';
      within[bound] = (within[bound] ?? 0) + value;
    } else gauges.set(name, value);
  }
  return {
    answers,
    within,
    inFlight: gauges.get('http_requests_in_flight') ?? 0,
    cpuSeconds: gauges.get('process_cpu_seconds_total') ?? 0,
    eventLoopLagS: gauges.get('nodejs_eventloop_lag_p99_seconds') ?? 0,
    residentBytes: gauges.get('process_resident_memory_bytes') ?? 0,
    poolWaiting: gauges.get('db_pool_waiting') ?? null,
  };
}

/** Reads /metrics of a service now; null when it cannot be reached. */
export async function scrape(site: Site, service: ServiceName): Promise<Scrape | null> {
  const endpoint = endpointOf(site, service);
  if (!endpoint) return null;
  try {
    const response = await fetch(urlOf(endpoint, '/metrics'), {
      signal: AbortSignal.timeout(2000),
    });
    const summary = summarise(parseExposition(await response.text()));
    const { release, pid } = endpoint;
    return { atMs: Date.now(), service, release, pid, ...summary };
  } catch {
    return null; // down, or between two instances: a gap in the series, as Prometheus has it
  }
}
