import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { SENT, type ViewersOrder, viewersReport } from './many-viewers-order';
import { memoryMb, treeCpuMs } from './process-cpu';
import { round } from './quantile';

const A_SECOND = 5;
const VIEWERS = fileURLToPath(new URL('./many-viewers.ts', import.meta.url));
/** What was last sent is waited for as long as this; what has not come by then is missing. */
const LAST_MS = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function startViewers(order: ViewersOrder) {
  const child = fork(VIEWERS, [JSON.stringify(order)], { execArgv: process.execArgv });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The viewers ended with ${code}.`)));
  });
  const next = (): Promise<unknown> =>
    Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
  const ask = (what: 'count' | 'report') => {
    const answer = next();
    child.send(what);
    return answer;
  };
  return {
    pid: child.pid ?? 0,
    connected: next(),
    deliveries: async () =>
      viewersReport.pick({ deliveries: true }).parse(await ask('count')).deliveries,
    report: async () => viewersReport.parse(await ask('report')),
    kill: () => {
      // From here on their end is meant.
      ended.catch(() => undefined);
      child.kill('SIGKILL');
    },
  };
}

/** Notes at an even pace, each once the one before is answered, with the instant at which it was sent. */
async function sendSteadily(agent: Call, run: string, count: number): Promise<void> {
  const startedAt = performance.now();
  for (let number = 0; number < count; number += 1) {
    await pause(Math.max(0, startedAt + (number * 1000) / A_SECOND - performance.now()));
    const sentAt = performance.timeOrigin + performance.now();
    const text = `${SENT}${sentAt.toFixed(3)} ${number} of ${count}`;
    const head = { id: `note-${number}`, at: new Date().toISOString() };
    const events = [{ ...head, kind: 'note.added', text }];
    await agent('POST', `/investigations/${run}/events`, { events });
  }
}

/** Thousands who watch one room on one process: from just before an event is sent to each of them. */
export async function measureFanOut(context: BenchContext, commander: Call, cookie: string) {
  const { fanOutViewers: count, fanOutSeconds } = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  const { incidentId: room, investigationId } = await beginRun(commander, agent, 'Watched by all');
  const before = memoryMb(context.appPid);
  const openedAt = performance.now();
  const order = { port: Number(new URL(context.url).port), cookie, room, count };
  const viewers = startViewers(order);
  try {
    await viewers.connected;
    const openingMs = performance.now() - openedAt;
    // What opening them left behind is collected, or is not theirs.
    await pause(3000);
    const held = memoryMb(context.appPid);
    const [appBefore, viewersBefore] = [treeCpuMs(context.appPid), treeCpuMs(viewers.pid)];
    const startedAt = performance.now();
    const events = fanOutSeconds * A_SECOND;
    await sendSteadily(agent, investigationId, events);
    const tookMs = performance.now() - startedAt;
    const cores = (pid: number, since: number) => round((treeCpuMs(pid) - since) / tookMs, 2);
    const [appCores, viewerCores] = [
      cores(context.appPid, appBefore),
      cores(viewers.pid, viewersBefore),
    ];
    const lastAt = performance.now() + LAST_MS;
    while ((await viewers.deliveries()) < events * count && performance.now() < lastAt) {
      await pause(200);
    }
    const { deliveries, ...heard } = await viewers.report();
    return {
      viewers: count,
      events,
      openingSeconds: round(openingMs / 1000, 1),
      ...heard,
      missed: events * count - deliveries,
      kbAViewer: round(((held - before) * 1000) / count),
      appMb: round(memoryMb(context.appPid)),
      appCores,
      viewerCores,
    };
  } finally {
    viewers.kill();
  }
}
