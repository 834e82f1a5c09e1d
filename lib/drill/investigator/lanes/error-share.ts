import { inWindow, sumCounts } from '../../metrics/intervals';
import { isServiceName, SERVICES } from '../../site/layout';
import { riseInShares, type ChangePoint } from '../../statistics/change-point';
import { share, type Count } from '../../statistics/proportions';
import { clockOf, iso, percent, rounded, spanOf, type Look, type Scene } from '../looks';
import { readMetrics } from '../tools/metric-tool';

/** Where the share of failing answers changed, second by second. */
export interface Onset {
  /** The start of the first second of trouble. */
  atMs: number;
  /** Its end: when the trouble was first counted. */
  seenMs: number;
  /** The start of each second looked at, and P(the trouble began there). */
  startsMs: number[];
  change: ChangePoint;
}

/** The most probable start of the trouble of a service; null where nothing was measured. */
export function findOnset(scene: Scene): Onset | null {
  if (!isServiceName(scene.service)) return null;
  const intervals = readMetrics(scene.site, scene.window)[scene.service];
  const change = riseInShares(intervals.map((one) => one.errors));
  const first = change && intervals[change.index];
  if (!change || !first) return null;
  return {
    atMs: first.fromMs,
    seenMs: first.toMs,
    startsMs: intervals.map((one) => one.fromMs),
    change,
  };
}

/** Share of answers with status 5xx of every service, and when that of the failing one changed. */
export function errorShareLook(scene: Scene): Look {
  const { window, service } = scene;
  return {
    lane: 'metrics',
    source: 'metrics',
    tool: 'read_metrics',
    args: { metric: 'http_requests_total', status: '5xx', by: 'service', window: spanOf(window) },
    query: `share of http_requests_total with status 5xx, by service and second, ${spanOf(window)}`,
    service,
    window,
    see: async () => {
      const metrics = readMetrics(scene.site, window);
      const series = SERVICES.map((name) => ({
        name,
        points: metrics[name]
          .filter((one) => one.errors.total > 0)
          .map((one): [string, number] => [iso(one.toMs), rounded(share(one.errors), 4)]),
      }));
      return {
        title: titleOf(scene),
        body: { format: 'series', unit: 'share', series },
        claims: [],
      };
    },
  };
}

function titleOf(scene: Scene): string {
  const onset = findOnset(scene);
  if (!onset || !isServiceName(scene.service))
    return `Errors of ${scene.service}: nothing measured`;
  const intervals = readMetrics(scene.site, scene.window)[scene.service];
  const countIn = (fromMs: number, toMs: number): Count =>
    sumCounts(inWindow(intervals, fromMs, toMs).map((one) => one.errors));
  const was = countIn(scene.window.fromMs, onset.atMs);
  const is = countIn(onset.atMs, scene.window.toMs);
  return (
    `${scene.service} answers ${percent(share(is))} of requests with 5xx since ` +
    `${clockOf(onset.atMs)}, ${percent(share(was))} before (${is.hits} of ${is.total} against ` +
    `${was.hits} of ${was.total}; Bayesian change point)`
  );
}
