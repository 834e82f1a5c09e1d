import { asMachine, beginRun, type Call } from './call';
import { type BenchContext, sizesOf } from './context';
import { treeCpuMs } from './process-cpu';
import { median, round } from './quantile';
import { openRaw } from './raw-insert';
import { BATCH, type Batch, makeBatch } from './traffic';

const CLIENTS = 8;

interface Round {
  eventsPerSecond: number;
  /** Processor time an event, in µs, by who used it. */
  appUs: number;
  postgresUs: number;
  clientUs: number;
  /** Of the app's own time, how much of one processor: 1 is a Node process that can do no more. */
  appCores: number;
  postgresCores: number;
}

const batchesFor = (round: string, count: number): Batch[][] =>
  Array.from({ length: CLIENTS }, (_, client) =>
    Array.from({ length: count }, (_, i) => makeBatch(`${round}.${i}`, client * 1000 + i)),
  );

async function timed(context: BenchContext, events: number, run: () => Promise<void>) {
  const cpu = () => ({
    app: treeCpuMs(context.appPid),
    postgres: treeCpuMs(context.postgresPid),
    own: process.cpuUsage(),
  });
  const before = cpu();
  const startedAt = performance.now();
  await run();
  const ms = performance.now() - startedAt;
  const after = cpu();
  const own = process.cpuUsage(before.own);
  const app = after.app - before.app;
  const postgres = after.postgres - before.postgres;
  return {
    eventsPerSecond: round((events / ms) * 1000),
    appUs: round((app * 1000) / events),
    postgresUs: round((postgres * 1000) / events),
    clientUs: round((own.user + own.system) / events),
    appCores: round(app / ms, 2),
    postgresCores: round(postgres / ms, 2),
  } satisfies Round;
}

const middle = (rounds: Round[]): Round => {
  const of = (name: keyof Round) => median(rounds.map((each) => each[name]));
  return {
    eventsPerSecond: of('eventsPerSecond'),
    appUs: of('appUs'),
    postgresUs: of('postgresUs'),
    clientUs: of('clientUs'),
    appCores: of('appCores'),
    postgresCores: of('postgresCores'),
  };
};

/**
 * Events through the API, against the same bytes in plain inserts into the same server, in turns,
 * so that both meet the same machine.
 */
export async function measureIngest(context: BenchContext, commander: Call) {
  const sizes = sizesOf(context);
  const agent = asMachine(context.url, context.agent.key);
  // Anew for each round: nobody stands by to let an investigation on once its budget of calls is used.
  const begin = (round: string) =>
    Promise.all(
      Array.from({ length: CLIENTS }, (_, i) => beginRun(commander, agent, `Ingest ${round} ${i}`)),
    );
  const postAll = async (
    runs: Awaited<ReturnType<typeof begin>>,
    ofClient: Batch[][],
  ): Promise<void> => {
    await Promise.all(
      runs.map(async ({ investigationId }, client) => {
        for (const { body } of ofClient[client] ?? []) {
          await agent('POST', `/investigations/${investigationId}/events`, body);
        }
      }),
    );
  };
  const raw = await openRaw(context, CLIENTS);
  try {
    const warmUp = batchesFor('warm', sizes.warmUpBatches);
    await postAll(await begin('warm'), warmUp);
    await raw.insertAll(warmUp);
    const through: Round[] = [];
    const plain: Round[] = [];
    let bytes = 0;
    const events = CLIENTS * sizes.batchesAClient * BATCH;
    for (let i = 0; i < sizes.rounds; i++) {
      const batches = batchesFor(`r${i}`, sizes.batchesAClient);
      bytes = batches.flat().reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
      const runs = await begin(`${i}`);
      plain.push(await timed(context, events, () => raw.insertAll(batches)));
      through.push(await timed(context, events, () => postAll(runs, batches)));
    }
    const api = middle(through);
    const inserts = middle(plain);
    return {
      eventsARound: events,
      bytesAnEvent: round(bytes / events),
      postgres: raw.settings,
      api,
      raw: inserts,
      ratio: round(api.eventsPerSecond / inserts.eventsPerSecond, 3),
      rounds: { api: through, raw: plain },
    };
  } finally {
    await raw.close();
  }
}
