import 'server-only';
import { projections } from '@/lib/composition';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { foldInto, type Projection, type Tables } from '@/lib/log/projection';
import { readStream } from '@/lib/log/read';
import { saveRows } from '@/lib/log/rows';

const EVENTS_A_PAGE = 500;
const ROWS_A_STATEMENT = 500;
/** Streams of one transaction: few enough that nobody who writes to one of them waits for long. */
const STREAMS_A_BATCH = 50;
const EVENTS_A_BATCH = 2000;
/** A stream is written whole, however long it is. */
const LONGEST_BATCH_MS = 600_000;

type Client = Prisma.TransactionClient;

const versionOf = ({ version = 1 }: Projection): number => version;

/** The projections whose table does not hold what their fold makes of the whole log. */
async function unbuilt(client: Pick<Client, 'projectionBuild'>, declared: Projection[]) {
  const known = new Map(
    (await client.projectionBuild.findMany()).map((row) => [row.name, row] as const),
  );
  return declared.flatMap((each) => {
    const row = known.get(each.name);
    const isCurrent = row?.version === versionOf(each);
    if (isCurrent && row.builtAt !== null) return [];
    return [{ of: each, cursor: isCurrent ? row.cursor : '' }];
  });
}

/** The names of the projections that a build would write. */
export const unbuiltProjections = async (): Promise<string[]> =>
  (await unbuilt(db(), projections)).map(({ of }) => of.name);

/** How far a build of these has come. */
async function record(
  client: Pick<Client, 'projectionBuild'>,
  group: Projection[],
  at: { cursor: string; builtAt: Date | null },
): Promise<void> {
  for (const each of group) {
    const row = { name: each.name, version: versionOf(each), ...at };
    await client.projectionBuild.upsert({ where: { name: each.name }, create: row, update: row });
  }
}

/** Says that every table holds what its fold makes of the log, for whoever has just written them. */
export const recordBuilt = (client: Pick<Client, 'projectionBuild'>): Promise<void> =>
  record(client, projections, { cursor: '', builtAt: new Date() });

/**
 * Holds the streams after a cursor, in the order of their ids, as many as a batch takes. Streams are
 * otherwise locked in an order of their own, so of several none is waited for: where the first is
 * busy there are none, and it is asked for by itself. Undefined past the last.
 */
async function holdNext(
  client: Client,
  cursor: string,
  isAlone: boolean,
): Promise<string[] | undefined> {
  const after = await client.$queryRaw<{ id: string; head: number }[]>`
    SELECT "id", "head" FROM "stream" WHERE "id" > ${cursor}
    ORDER BY "id" LIMIT ${isAlone ? 1 : STREAMS_A_BATCH}`;
  if (after.length === 0) return undefined;
  let events = 0;
  const wanted = after
    .filter(({ head }, i) => (events += head) <= EVENTS_A_BATCH || i === 0)
    .map(({ id }) => id);
  if (isAlone) {
    await client.$queryRaw`SELECT 1 FROM "stream" WHERE "id" = ANY(${wanted}) FOR UPDATE`;
    return wanted;
  }
  const held = await client.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "stream" WHERE "id" = ANY(${wanted}) ORDER BY "id" FOR UPDATE SKIP LOCKED`;
  const isHeld = new Set(held.map(({ id }) => id));
  const firstBusy = wanted.findIndex((id) => !isHeld.has(id));
  return firstBusy === -1 ? wanted : wanted.slice(0, firstBusy);
}

/** Writes what these projections make of whole streams, over whatever stood there. */
export async function foldStreams(
  client: Client,
  group: Projection[],
  streams: string[],
): Promise<void> {
  const tables: Tables = new Map();
  const named = new Map(group.map(({ name }) => [name, new Set<string>()]));
  for (const id of streams) {
    for (let after = 0; ;) {
      const events = await readStream(id, after, EVENTS_A_PAGE, undefined, client);
      for (const event of events) {
        foldInto(tables, group, event);
        for (const each of group) {
          for (const key of each.keysOf(event)) named.get(each.name)?.add(key);
        }
      }
      after = events.at(-1)?.seq ?? after;
      if (events.length < EVENTS_A_PAGE) break;
    }
  }
  for (const each of group) {
    const made = tables.get(each.name) ?? new Map<string, object>();
    const gone = [...(named.get(each.name) ?? [])].filter((key) => !made.has(key));
    if (gone.length > 0) {
      const sql = `DELETE FROM "${each.name}" WHERE "${each.key}" = ANY($1::text[])`;
      await client.$executeRawUnsafe(sql, gone);
    }
    const rows = [...made.values()];
    for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
      await saveRows(client, [{ of: each, rows: rows.slice(i, i + ROWS_A_STATEMENT) }]);
    }
  }
}

interface Batch {
  /** Which projections it was about; none once all are built. */
  names: string[];
  /** Somebody writes to the very next stream. */
  isBusy: boolean;
}

async function buildBatch(declared: Projection[], isAlone: boolean): Promise<Batch> {
  const work = async (client: Client): Promise<Batch> => {
    // Several processes may start at once: they take turns, and each goes on where another left off.
    await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('projections', 0))`;
    const left = await unbuilt(client, declared);
    const [first] = left.toSorted((a, b) => (a.cursor < b.cursor ? -1 : 1));
    if (!first) return { names: [], isBusy: false };
    const { cursor } = first;
    const group = left.filter((each) => each.cursor === cursor).map((each) => each.of);
    const names = group.map(({ name }) => name);
    const streams = await holdNext(client, cursor, isAlone);
    if (streams && streams.length === 0) return { names, isBusy: true };
    if (streams) await foldStreams(client, group, streams);
    await record(client, group, {
      cursor: streams?.at(-1) ?? cursor,
      builtAt: streams ? null : new Date(),
    });
    return { names, isBusy: false };
  };
  return db().$transaction(work, { timeout: LONGEST_BATCH_MS, maxWait: LONGEST_BATCH_MS });
}

/**
 * Fills the tables of exactly those projections that were never built on this log, or by an earlier
 * version of their fold, and answers which these were. It goes stream by stream, each held while it is
 * folded, so a server may write meanwhile; broken off, it goes on where it stopped.
 */
export async function buildProjections(declared: Projection[] = projections): Promise<string[]> {
  const built = new Set<string>();
  let isAlone = false;
  for (;;) {
    const { names, isBusy } = await buildBatch(declared, isAlone);
    if (names.length === 0) return [...built].toSorted();
    for (const name of names) built.add(name);
    isAlone = isBusy;
  }
}
