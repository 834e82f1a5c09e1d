import { inWindow, sumCounts, type Interval } from '../../metrics/intervals';
import { SERVICES, type ServiceName } from '../../site/layout';
import { certaintyOfRateRise, type Rate } from '../../statistics/bayes-factors';
import { share, type Count } from '../../statistics/proportions';
import {
  after,
  before,
  percent,
  rounded,
  spanOf,
  type Look,
  type MeasuredClaim,
  type Scene,
} from '../looks';
import { readMetrics } from '../tools/metric-tool';
import { certaintyOfRise } from './change-effect';

const BUSY_CPU = 0.7;
const LAGGING_S = 0.25;

const isStrained = (one: Interval) =>
  one.cpuShare > BUSY_CPU || one.eventLoopLagS > LAGGING_S || (one.poolWaiting ?? 0) > 0;

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function sideOf(intervals: readonly Interval[]) {
  const seconds = intervals.reduce((sum, one) => sum + (one.toMs - one.fromMs) / 1000, 0);
  const arrived = sumCounts(intervals.map((one) => one.errors)).total;
  const strained: Count = { hits: intervals.filter(isStrained).length, total: intervals.length };
  return {
    rate: { events: arrived, seconds },
    strained,
    cells: [
      rounded(arrived / Math.max(1, seconds), 1),
      percent(mean(intervals.map((one) => one.cpuShare))),
      rounded(1000 * Math.max(0, ...intervals.map((one) => one.eventLoopLagS)), 0),
      Math.max(0, ...intervals.map((one) => one.poolWaiting ?? 0)),
      percent(share(strained)),
    ],
  };
}

/** Load and the signs of strain of every service before and after the onset. */
export function loadAndStrainLook(scene: Scene): Look {
  const [was, is] = [before(scene), after(scene)];
  return {
    lane: 'metrics',
    source: 'metrics',
    tool: 'read_metrics',
    args: {
      metric: 'load, CPU, event loop lag, pool queue',
      before: spanOf(was),
      after: spanOf(is),
    },
    query:
      'http_requests_total, process_cpu_seconds_total, nodejs_eventloop_lag_p99_seconds and ' +
      `db_pool_waiting by service, ${spanOf(was)} against ${spanOf(is)}`,
    window: scene.window,
    see: async () => {
      const metrics = readMetrics(scene.site, scene.window);
      const claims: MeasuredClaim[] = [];
      const rows = SERVICES.flatMap((service) => {
        const intervals = metrics[service];
        const early = sideOf(inWindow(intervals, was.fromMs, was.toMs));
        const late = sideOf(inWindow(intervals, is.fromMs, is.toMs));
        const certainty = certaintyOfRise(early.strained, late.strained);
        claims.push({ certainty, claim: { kind: 'strain-grew', service } });
        if (service === SERVICES[0]) claims.push(loadClaim(early.rate, late.rate));
        return [
          [service, 'before', ...early.cells],
          [service, 'after', ...late.cells],
        ];
      });
      return { title: titleOf(claims), body: { format: 'table', columns: COLUMNS, rows }, claims };
    },
  };
}

const COLUMNS = [
  'service',
  'onset',
  'requests/s',
  'mean CPU',
  'event loop lag p99, ms',
  'most waiting for a connection',
  'seconds under strain',
];

/** Load is judged where customers come in: behind it, retries and failures change the numbers. */
function loadClaim(was: Rate, is: Rate): MeasuredClaim {
  return { certainty: certaintyOfRateRise(was, is), claim: { kind: 'load-grew' } };
}

function titleOf(claims: readonly MeasuredClaim[]): string {
  const isSure = ({ certainty }: MeasuredClaim) => certainty > 0.8;
  const load = claims.some((one) => one.claim.kind === 'load-grew' && isSure(one));
  const strained = claims.flatMap((one) =>
    one.claim.kind === 'strain-grew' && isSure(one) ? [one.claim.service] : [],
  );
  const first = load ? 'Load grew' : 'Load did not grow';
  const names: readonly (ServiceName | string)[] = strained;
  return `${first} at the onset; ${names.length > 0 ? `under strain: ${names.join(', ')}` : 'no service is under strain'}`;
}
