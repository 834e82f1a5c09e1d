import { type Row, row } from './report-row';
import type { Results } from './report';

const tasks = (count: number, longestMs: number) =>
  count === 0 ? 'none' : `${count}, longest ${longestMs} ms`;

export function floorRows(floor: NonNullable<Results['floor']>): Row[] {
  const { open, answerKb, firstRowsMs, firstRowsP90Ms, loadingTaskMs } = floor;
  const { newsASecond, newsLongTasks, newsLongestMs, scrollLongTasks, scrollLongestMs } = floor;
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

interface Calm {
  tookMs: number;
  over50: number;
  longestMs: number;
}

const calm = (what: string, { tookMs, over50, longestMs }: Calm): Row => {
  const seconds = (tookMs / 1000).toFixed(1);
  return row(
    `${what} (${seconds} s): tasks over 50 ms`,
    tasks(over50, longestMs),
    'none',
    over50 === 0,
  );
};

export function roomRows(room: NonNullable<Results['room']>): Row[] {
  const { events, buildSeconds, firstRowsMs, firstRowsP90Ms, loadingTaskMs } = room;
  const { firstLookBackMs, seek, edge, heapMb, heapAfterEdgeMb } = room;
  const { missed, rowsRead, outOfPlace } = edge;
  const rate = `${edge.events} events in ${edge.seconds} s at the live edge`;
  return [
    row(
      `room of ${events} events: first rows`,
      `${firstRowsMs} ms`,
      '≤ 1000 ms',
      firstRowsMs <= 1000,
    ),
    row('the same: p90; longest task while loading', `${firstRowsP90Ms} ms; ${loadingTaskMs} ms`),
    row('the same: written in', `${buildSeconds} s`),
    calm('scrolling', room.scrolled),
    calm('searching all of it', room.searched),
    calm('filtering all of it', room.filtered),
    calm('looking back', room.lookedBack),
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
    row('the same: tasks over 50 ms', tasks(edge.tasksOver50, edge.longestTaskMs)),
    row(
      `the same: missed; of ${rowsRead} rows read back, out of place`,
      `${missed}; ${outOfPlace}`,
      '0; 0',
      missed === 0 && outOfPlace === 0,
    ),
    row('heap after it', `${heapAfterEdgeMb} MB`, '≤ 250 MB', heapAfterEdgeMb <= 250),
  ];
}

export function viewerRows(viewers: NonNullable<Results['viewers']>): Row[] {
  const { p50Ms, p99Ms, maxMs, missed, outOfOrder, ended } = viewers;
  return [
    row(
      `${viewers.viewers} viewers, ${viewers.events} events: delivered, p99`,
      `${p99Ms} ms`,
      '≤ 250 ms',
      p99Ms <= 250,
    ),
    row('the same: p50, slowest', `${p50Ms} ms, ${maxMs} ms`),
    row(
      'the same: missed; out of order; streams ended',
      `${missed}; ${outOfOrder}; ${ended}`,
      'none',
      missed + outOfOrder + ended === 0,
    ),
    row('memory a viewer', `${viewers.kbAViewer} kB`),
    row('all of them connected in', `${viewers.openingSeconds} s`),
    row('cores in use: app, viewers', `${viewers.appCores}, ${viewers.viewerCores}`),
  ];
}

export function lighthouseRows(pages: NonNullable<Results['lighthouse']>): Row[] {
  return (['floor', 'room', 'decision'] as const).flatMap((name) => {
    const { desktop, mobile } = pages[name];
    const both = `${desktop.performance}, ${desktop.accessibility}`;
    const isMet = desktop.performance >= 95 && desktop.accessibility === 100;
    return [
      row(`Lighthouse, ${name}: performance, accessibility`, both, '≥ 95, 100', isMet),
      row('the same: LCP, TBT, CLS', `${desktop.lcpMs} ms, ${desktop.tbtMs} ms, ${desktop.cls}`),
      row(
        'the same on a slow phone, once',
        `${mobile.performance}, ${mobile.accessibility}; ${mobile.lcpMs} ms, ${mobile.tbtMs} ms, ${mobile.cls}`,
      ),
    ];
  });
}
