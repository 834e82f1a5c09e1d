import { intervalsOf, type Interval } from '../../metrics/intervals';
import { readScrapes } from '../../metrics/sample-store';
import { SERVICES, type ServiceName, type Site } from '../../site/layout';
import type { Window } from './log-tool';

export type IntervalsByService = Readonly<Record<ServiceName, Interval[]>>;

/** What every service did in a window, second by second, from the scrapes kept on disk. */
export function readMetrics(site: Site, { fromMs, toMs }: Window): IntervalsByService {
  const scrapes = readScrapes(site, fromMs, toMs);
  const of = (service: ServiceName) => intervalsOf(scrapes, service);
  return {
    storefront: of(SERVICES[0]),
    checkout: of(SERVICES[1]),
    payments: of(SERVICES[2]),
  };
}
