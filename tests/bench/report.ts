import type { measureBigRoom } from './big-room';
import type { measureContent } from './time-to-content';
import type { measureDecisionPage } from './decision-page';
import type { measureFanOut } from './fan-out';
import type { measureFloor } from './floor';
import type { measureGlass } from './glass';
import type { measureGrants } from './grants';
import type { measureIngest } from './ingest';
import type { measureLighthouse } from './lighthouse';
import { type Row, row } from './report-row';
import { floorRows, lighthouseRows, roomRows, viewerRows } from './report-screens';
import type { measureRevocation } from './revocation';
import type { measureScripts } from './scripts';

/** What was measured; a measure left out is absent. */
export interface Results {
  content?: Awaited<ReturnType<typeof measureContent>>;
  scripts?: Awaited<ReturnType<typeof measureScripts>>;
  decision?: Awaited<ReturnType<typeof measureDecisionPage>>;
  glass?: Awaited<ReturnType<typeof measureGlass>>;
  ingest?: Awaited<ReturnType<typeof measureIngest>>;
  revocation?: Awaited<ReturnType<typeof measureRevocation>>;
  grants?: Awaited<ReturnType<typeof measureGrants>>;
  floor?: Awaited<ReturnType<typeof measureFloor>>;
  room?: Awaited<ReturnType<typeof measureBigRoom>>;
  viewers?: Awaited<ReturnType<typeof measureFanOut>>;
  lighthouse?: Awaited<ReturnType<typeof measureLighthouse>>;
}

/** One line a figure, with its aim where it has one. */
export function rowsOf(results: Results): Row[] {
  const { ingest, glass, content, scripts, revocation, grants, decision } = results;
  const rows: Row[] = [['measure', 'figure', 'aim', 'met']];
  if (ingest) {
    const { api, raw, ratio, bytesAnEvent } = ingest;
    const rate = api.eventsPerSecond;
    rows.push(
      row('ingest through the API', `${rate} events/s`, '≥ 2000/s', rate >= 2000),
      row('raw inserts of the same bytes', `${raw.eventsPerSecond} events/s`),
      row('ratio of the two', String(ratio), '≥ 0.25', ratio >= 0.25),
      row('bytes an event', String(bytesAnEvent)),
      row('CPU an event: app, PostgreSQL', `${api.appUs} µs, ${api.postgresUs} µs`),
      row('cores in use: app, PostgreSQL', `${api.appCores}, ${api.postgresCores}`),
    );
  }
  if (glass) {
    const { p50Ms, p99Ms, maxMs, otherViewers } = glass;
    rows.push(
      row(`glass latency p50, ${otherViewers} others`, `${p50Ms} ms`),
      row('glass latency p99', `${p99Ms} ms`, '≤ 100 ms', p99Ms <= 100),
      row('glass latency, slowest', `${maxMs} ms`),
    );
  }
  if (content) {
    for (const name of ['floor', 'room'] as const) {
      const [few, many] = [content.few[name].medianMs, content.many[name].medianMs];
      const ratio = content.ratio[name];
      const { past } = content;
      rows.push(
        row(`${name}: content, ${past.few} past incidents`, `${few} ms`),
        row(`${name}: content, ${past.many} past incidents`, `${many} ms`),
        row(`${name}: ratio`, String(ratio), '≤ 1.3', ratio <= 1.3),
      );
    }
  }
  if (scripts) {
    const { atLoadKb, withChartKb, inspectingSeriesKb } = scripts;
    rows.push(
      row('room: scripts at load, gzip', `${atLoadKb} kB`, '≤ 250 kB', atLoadKb <= 250),
      row('room: scripts with its chart', `${withChartKb} kB`),
      row('room: scripts, inspecting a series', `${inspectingSeriesKb} kB`),
    );
  }
  if (decision) {
    const { medianMs, p90Ms, slowestMs, firstByteMs } = decision;
    rows.push(
      row(
        'decision page on a phone: command painted',
        `${medianMs} ms`,
        '≤ 1500 ms',
        medianMs <= 1500,
      ),
      row('the same: p90, slowest', `${p90Ms} ms, ${slowestMs} ms`),
      row('the same: first byte', `${firstByteMs} ms`),
    );
  }
  if (results.floor) rows.push(...floorRows(results.floor));
  if (revocation) {
    const { processes, streams, waits, writers, takenAfter } = revocation;
    const both = ({ p50Ms, maxMs }: { p50Ms: number; maxMs: number }) => `${p50Ms} / ${maxMs} ms`;
    const soon = ({ maxMs }: { maxMs: number }) => maxMs <= 1000;
    rows.push(
      row(`a busy branch revoked, p50 / slowest`, both(revocation.answered)),
      row(
        `then: last of ${streams} streams ended, ${processes} processes`,
        both(revocation.lastStream),
        '≤ 1000 ms',
        soon(revocation.lastStream),
      ),
      row(
        `then: last of ${waits} waits ended`,
        both(revocation.lastWait),
        '≤ 1000 ms',
        soon(revocation.lastWait),
      ),
      row(`then: last of ${writers} writers refused`, both(revocation.lastRefused)),
      row('writes sent after the answer and taken', String(takenAfter), '0', takenAfter === 0),
    );
  }
  if (grants) rows.push(...grantRows(grants));
  if (results.room) rows.push(...roomRows(results.room));
  if (results.viewers) rows.push(...viewerRows(results.viewers));
  if (results.lighthouse) rows.push(...lighthouseRows(results.lighthouse));
  return rows;
}

function grantRows({
  rounds,
  answered,
  visible,
  redeemed,
  whole,
}: NonNullable<Results['grants']>): Row[] {
  const both = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }) => `${p50Ms} / ${p99Ms} ms`;
  return [
    row(`a signature answered, p50 / p99 of ${rounds}`, both(answered)),
    row('then: grant with the waiting executor', both(visible)),
    row('then: redeemed', both(redeemed), '≤ 50 ms', redeemed.p99Ms <= 50),
    row('from just before signing to redeemed', both(whole)),
  ];
}
