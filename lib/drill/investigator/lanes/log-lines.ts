import { isServiceName, type ServiceName } from '../../site/layout';
import { certaintyOfRateRise, probabilityOfMajority } from '../../statistics/bayes-factors';
import { templateOf } from '../../statistics/log-templates';
import {
  after,
  before,
  percent,
  rounded,
  secondsOf,
  spanOf,
  type Look,
  type Scene,
} from '../looks';
import { readLogs, type LogLine } from '../tools/log-tool';
import { blamedBy, type Template } from './log-templates';

const MOST_LINES = 30;

const asEvidence = (line: LogLine) => ({
  at: line.at,
  level: line.level,
  service: line.service,
  message: `[${line.release}] ${line.message}`,
});

/** Some lines of one template, as they stand in the log. */
export function linesLook(scene: Scene, { service, template, level }: Template): Look {
  const window = after(scene);
  return {
    lane: 'logs',
    source: 'logs',
    tool: 'read_log',
    args: { service, level, like: template.slice(0, 200), limit: MOST_LINES },
    query: `logs/${service}.log level=${level} like “${template.slice(0, 200)}”, ${spanOf(window)}`,
    service,
    window,
    see: async () => {
      const lines = readLogs(scene.site, service, window).filter(
        (line) => line.level === level && templateOf(line.message) === template,
      );
      const releases = [...new Set(lines.map((line) => line.release))].join(', ');
      return {
        title: `${lines.length} lines of ${service} since the onset, all from release ${releases || 'none'}`,
        body: { format: 'log', lines: lines.slice(0, MOST_LINES).map(asEvidence) },
        isTruncated: lines.length > MOST_LINES,
        claims: [],
      };
    },
  };
}

/** Whom the failing answers of the alerting service blame: itself, or a service it called. */
export function blameLook(scene: Scene): Look {
  const { service } = scene;
  const window = after(scene);
  return {
    lane: 'logs',
    source: 'logs',
    tool: 'read_log',
    args: { service, status: '5xx', groupBy: 'service blamed' },
    query: `logs/${service}.log status>=500, grouped by the service the error names, ${spanOf(window)}`,
    service,
    window,
    see: async () => {
      const lines = isServiceName(service) ? readLogs(scene.site, service, window) : [];
      const failures = lines.filter((line) => (line.status ?? 0) >= 500);
      const counts = new Map<string, number>([[service, 0]]);
      for (const line of failures) {
        const blamed = blamedBy(service, line.message) ?? service;
        counts.set(blamed, (counts.get(blamed) ?? 0) + 1);
      }
      const ranked = [...counts].sort((a, b) => b[1] - a[1]);
      const [first] = ranked;
      const shareOf = (hits: number) => percent(failures.length === 0 ? 0 : hits / failures.length);
      return {
        title: first
          ? `${shareOf(first[1])} of ${failures.length} failing answers of ${service} ` +
            `${first[0] === service ? 'fail inside it' : `blame ${first[0]}`}`
          : `No failing answers of ${service}`,
        body: {
          format: 'table',
          columns: ['service blamed', 'failing answers', 'share'],
          rows: ranked.map(([name, hits]) => [name, hits, shareOf(hits)]),
        },
        claims:
          failures.length === 0
            ? []
            : ranked.map(([name, hits]) => ({
                certainty: probabilityOfMajority({ hits, total: failures.length }),
                claim: { kind: 'failures-blame', service: name },
              })),
      };
    },
  };
}

/** The loudest complaint that was already there before the onset: loud, but is it news? */
export function loudestAlarm(templates: readonly Template[]): Template | null {
  const standing = templates.filter((one) => one.level === 'error' && one.before.hits > 0);
  return standing.reduce<Template | null>(
    (most, one) => (!most || one.before.hits > most.before.hits ? one : most),
    null,
  );
}

/** Whether the loudest standing complaint grew with the onset, by its rate before and after. */
export function alarmLook(scene: Scene, alarm: Template): Look {
  const { service, template }: { service: ServiceName; template: string } = alarm;
  const [was, is] = [before(scene), after(scene)];
  return {
    lane: 'logs',
    source: 'logs',
    tool: 'read_log',
    args: { service, level: alarm.level, like: template.slice(0, 200) },
    query:
      `logs/${service}.log level=${alarm.level} like “${template.slice(0, 200)}”, rate ` +
      `${spanOf(was)} against ${spanOf(is)}`,
    service,
    window: scene.window,
    see: async () => {
      const lines = readLogs(scene.site, service, scene.window).filter(
        (line) => line.level === alarm.level && templateOf(line.message) === template,
      );
      const early = lines.filter((line) => Date.parse(line.at) < scene.onsetMs).length;
      const [a, b] = [
        { events: early, seconds: secondsOf(was) },
        { events: lines.length - early, seconds: secondsOf(is) },
      ];
      const perMinute = (rate: typeof a) =>
        rounded((60 * rate.events) / Math.max(1, rate.seconds), 0);
      const certainty = certaintyOfRateRise(a, b);
      return {
        title:
          `${service} keeps complaining, “${template.slice(0, 100)}”: ${perMinute(a)} a minute ` +
          `before the onset, ${perMinute(b)} after`,
        body: { format: 'log', lines: lines.slice(-MOST_LINES).map(asEvidence) },
        isTruncated: lines.length > MOST_LINES,
        claims: [{ certainty, claim: { kind: 'alarm-grew', service } }],
      };
    },
  };
}
