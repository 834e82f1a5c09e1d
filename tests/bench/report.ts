import type { measureBigRoom } from './big-room';
import type { measureContent } from './time-to-content';
import type { measureDecisionPage } from './decision-page';
import type { measureFloor } from './floor';
import type { measureGlass } from './glass';
import type { measureGrants } from './grants';
import type { measureIngest } from './ingest';
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
}

type Row = [what: string, figure: string, aim: string, met: string];

const row = (what: string, figure: string, aim = '', isMet?: boolean): Row => [
  what,
  figure,
  aim,
  isMet === undefined ? '' : isMet ? 'yes' : 'no',
];

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
  return rows;
}

function floorRows(floor: NonNullable<Results['floor']>): Row[] {
  const { open, answerKb, firstRowsMs, firstRowsP90Ms, loadingTaskMs } = floor;
  const { newsASecond, newsLongTasks, newsLongestMs, scrollLongTasks, scrollLongestMs } = floor;
  const tasks = (count: number, longestMs: number) =>
    count === 0 ? 'none' : `${count}, longest ${longestMs} ms`;
  return [
    row(`floor, ${open} open: first rows`, `${firstRowsMs} ms`, '≤ 1000 ms', firstRowsMs <= 1000),
    row('the same: p90; longest task while loading', `${firstRowsP90Ms} ms; ${loadingTaskMs} ms`),
    row('the same: the whole answer', `${answerKb} kB`),
    row(
      `then: tasks over 50 ms, ${newsASecond} news a second`,
      tasks(newsLongTasks, newsLongestMs),
      'none',
      newsLongTasks === 0,
    ),
    row(
      'then: tasks over 50 ms while scrolled',
      tasks(scrollLongTasks, scrollLongestMs),
      'none',
      scrollLongTasks === 0,
    ),
  ];
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

function roomRows(room: NonNullable<Results['room']>): Row[] {
  const { events, firstRowsMs, firstRowsP90Ms, firstLookBackMs, seek, edge } = room;
  const { heapMb, heapAfterEdgeMb } = room;
  const calm = (what: string, { over50, longestMs }: { over50: number; longestMs: number }) =>
    row(`${what}: tasks over 50 ms, longest`, `${over50}, ${longestMs} ms`, 'none', over50 === 0);
  const rate = `${edge.events} events in ${edge.seconds} s at the live edge`;
  return [
    row(
      `room of ${events} events: first rows`,
      `${firstRowsMs} ms`,
      '≤ 1000 ms',
      firstRowsMs <= 1000,
    ),
    row('the same: p90', `${firstRowsP90Ms} ms`),
    calm('scrolling', room.scrolled),
    calm('searching all of it', room.searched),
    calm('scrubbing', room.scrubbed),
    row('heap after all of that', `${heapMb} MB`, '≤ 250 MB', heapMb <= 250),
    row('first look back, which makes the snapshots', `${firstLookBackMs} ms`),
    row(
      `seeks: p50, p99, slowest of ${seek.times}`,
      `${seek.p50Ms}, ${seek.p99Ms}, ${seek.slowestMs} ms`,
      '≤ 100 ms',
      seek.slowestMs <= 100,
    ),
    row(
      `${rate}: frames over 100 ms, longest`,
      `${edge.framesOver100}, ${edge.longestFrameMs} ms`,
      'none',
      edge.framesOver100 === 0,
    ),
    row('the same: missed', String(edge.missed), '0', edge.missed === 0),
    row('heap after it', `${heapAfterEdgeMb} MB`, '≤ 250 MB', heapAfterEdgeMb <= 250),
  ];
}
