import type { Change } from '../../deployer/record';
import { inWindow, sumCounts, type Interval } from '../../metrics/intervals';
import { isServiceName } from '../../site/layout';
import { lnBayesFactorOfShares, probabilityOf } from '../../statistics/bayes-factors';
import {
  compareProportions,
  share,
  wilsonInterval,
  type Count,
} from '../../statistics/proportions';
import { normalUpperTail } from '../../statistics/special-functions';
import { percent, rounded, spanOf, type Look, type Scene } from '../looks';
import { releaseSuspect } from '../reasoning/suspects';
import type { Window } from '../tools/log-tool';
import { readMetrics } from '../tools/metric-tool';

const REACH_MS = 10_000;
const MARGIN_MS = 500;

/**
 * The time just before and just after a change, cut off at its neighbours: so that a change is
 * never blamed for what began only with the next one.
 */
export function around(change: Change, all: readonly Change[], window: Window) {
  const atMs = Date.parse(change.at);
  const others = all.map((one) => Date.parse(one.at)).filter((ms) => ms !== atMs);
  const previous = Math.max(window.fromMs, ...others.filter((ms) => ms < atMs));
  const next = Math.min(window.toMs, ...others.filter((ms) => ms > atMs));
  return {
    before: { fromMs: Math.max(previous, atMs - REACH_MS), toMs: atMs - MARGIN_MS },
    after: { fromMs: atMs, toMs: Math.min(next - MARGIN_MS, atMs + REACH_MS) },
  };
}

/**
 * P(the share rose): that there are two shares and not one, by their Bayes factor, times that the
 * second is then the larger, by the normal approximation of the two-proportion test. `looks` is how
 * many comparisons the best one is picked from: it divides the odds (Bonferroni).
 */
export function certaintyOfRise(was: Count, is: Count, looks = 1): number {
  const differs = probabilityOf(lnBayesFactorOfShares(was, is) - Math.log(looks));
  return differs * (1 - normalUpperTail(compareProportions(was, is).z));
}

function measure(intervals: readonly Interval[], window: Window, what: 'errors' | 'slow'): Count {
  return sumCounts(inWindow(intervals, window.fromMs, window.toMs).map((one) => one[what]));
}

/** Errors and slow answers of the changed service just before and just after its change. */
export function changeEffectLook(scene: Scene, change: Change, all: readonly Change[]): Look {
  const { service, from, to } = change;
  const windows = around(change, all, scene.window);
  return {
    lane: 'metrics',
    source: 'metrics',
    tool: 'compare_releases',
    args: { service, before: from, after: to },
    query:
      `http_requests_total with status 5xx and http_request_duration_seconds above 0.25 s of ` +
      `${service}, ${from} ${spanOf(windows.before)} against ${to} ${spanOf(windows.after)}`,
    service,
    window: { fromMs: windows.before.fromMs, toMs: windows.after.toMs },
    see: async () => {
      const intervals = isServiceName(service)
        ? readMetrics(scene.site, scene.window)[service]
        : [];
      const rows = (['errors', 'slow'] as const).map((what) => {
        const was = measure(intervals, windows.before, what);
        const is = measure(intervals, windows.after, what);
        return { what, was, is, certainty: certaintyOfRise(was, is, 2) };
      });
      // Two looks at one change: the better one counts, at half its odds (Bonferroni).
      const worst = rows.reduce((a, b) => (b.certainty > a.certainty ? b : a));
      const claim = {
        kind: 'worse-since-change',
        suspect: releaseSuspect(change).id,
        service,
      } as const;
      return {
        title:
          `${service} ${from} → ${to}: ${worst.what === 'errors' ? 'errors' : 'slow answers'} ` +
          `${percent(share(worst.was))} → ${percent(share(worst.is))}, ` +
          `z = ${compareProportions(worst.was, worst.is).z.toFixed(1)}`,
        body: tableOf(change, rows),
        claims: [{ certainty: worst.certainty, claim }],
      };
    },
  };
}

type Row = { what: string; was: Count; is: Count; certainty: number };

function tableOf({ from, to }: Change, rows: readonly Row[]) {
  const interval = (count: Count) => {
    const { low, high } = wilsonInterval(count);
    return `${percent(low)} to ${percent(high)}`;
  };
  return {
    format: 'table' as const,
    columns: [
      'measure',
      'release',
      'hits',
      'answers',
      'share',
      '95 % interval (Wilson)',
      'z (two proportions)',
      'p',
      'ln Bayes factor',
    ],
    rows: rows.flatMap(({ what, was, is }) => {
      const { z, pValue } = compareProportions(was, is);
      const name = what === 'errors' ? '5xx' : 'slower than 0.25 s';
      const ln = rounded(lnBayesFactorOfShares(was, is), 2);
      return [
        [name, from ?? 'none', was.hits, was.total, percent(share(was)), interval(was)],
        [name, to, is.hits, is.total, percent(share(is)), interval(is)],
      ].map((cells, i) => [
        ...cells,
        ...(i === 0 ? ['', '', ''] : [rounded(z, 2), pValue.toExponential(1), ln]),
      ]);
    }),
  };
}
