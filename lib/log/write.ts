import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { Turns } from '@/lib/db/turns';
import { isUnavailable } from '@/lib/db/unavailable';
import { env } from '@/lib/env';
import { NotFound, Unavailable } from '@/lib/errors';
import { appendTo, type Draft, type LockedStream } from '@/lib/log/append';
import { recall, remember } from '@/lib/log/idempotency';
import { RowCache } from '@/lib/log/project';
import type { Projection } from '@/lib/log/projection';
import { publish } from '@/lib/log/publish';
import type { Wanted } from '@/lib/log/rows';
import type { StoredEvent } from '@/lib/log/schema';

/** Whom a stream concerns, fixed when it is first written to. */
export interface StreamOf {
  service?: string;
  incidentId?: string;
}

/** One change: everything a verb may do inside its transaction. */
export interface Tx {
  db: Prisma.TransactionClient;
  /**
   * Holds a stream until the transaction ends and tells the database's time. Whoever takes several
   * takes them in this order: service, agent, person, incident, investigation.
   * A stream that nobody has written to is refused as not found, unless `of` says to begin it.
   */
  lock(stream: string, of?: StreamOf): Promise<LockedStream>;
  /**
   * Holds many streams of one kind, in the order of their ids and in one question. Those that nobody
   * has written to are passed over, unless `of` says to begin them.
   */
  lockAll(streams: string[], of?: (stream: string) => StreamOf): Promise<void>;
  /** A projected row as this transaction sees it. Lock its stream first if you will decide by it. */
  row<Row extends object>(of: Projection<Row>, key: string): Promise<Row | undefined>;
  /** Many rows of one projection, in one question; those that do not exist are left out. */
  rows<Row extends object>(of: Projection<Row>, keys: string[]): Promise<Row[]>;
  /**
   * Reads ahead one row each of several projections, so that `row` and `rows` need not ask for them
   * one by one. Lock their streams first, as for these.
   */
  readAhead(wanted: readonly Wanted[]): Promise<void>;
  /** Appends and projects. Locks the stream if it is not held yet. */
  append(stream: string, drafts: Draft[], of?: StreamOf): Promise<StoredEvent[]>;
  /** Appends to many streams that are held, and projects, with as few statements as for one. */
  appendAll(additions: { stream: string; drafts: Draft[] }[]): Promise<StoredEvent[]>;
  /** Wakes whoever waits on a topic, once the change is committed. */
  nudge(topic: string): void;
}

const LOCK = `
  WITH held AS MATERIALIZED (SELECT "head" FROM "stream" WHERE "id" = $1 FOR UPDATE)
  SELECT "head", clock_timestamp() AS "now" FROM held`;

/** In byte order, which is also the order in which ids sort here: the database may collate otherwise. */
const LOCK_ALL = `
  WITH held AS MATERIALIZED (
    SELECT "id", "head" FROM "stream" WHERE "id" = ANY($1::text[])
    ORDER BY "id" COLLATE "C" FOR UPDATE
  )
  SELECT "id", "head", clock_timestamp() AS "now" FROM held`;

async function begin(
  client: Prisma.TransactionClient,
  streams: string[],
  of: (stream: string) => StreamOf,
): Promise<void> {
  const data = streams.toSorted().map((id) => {
    const { service = null, incidentId = null } = of(id);
    return { id, service, incidentId };
  });
  await client.stream.createMany({ data, skipDuplicates: true });
}

async function lockStream(client: Prisma.TransactionClient, stream: string, of?: StreamOf) {
  const take = () => client.$queryRawUnsafe<LockedStream[]>(LOCK, stream);
  const [held] = await take();
  if (held) return held;
  if (!of) throw new NotFound('What the address names');
  await begin(client, [stream], () => of);
  const [made] = await take();
  if (!made) throw new Error(`Stream ${stream} could not be locked.`);
  return made;
}

function open(client: Prisma.TransactionClient, ctx: Ctx, topics: Set<string>): Tx {
  const locked = new Map<string, LockedStream>();
  const rows = new RowCache(client);
  const tx: Tx = {
    db: client,
    async lock(stream, of) {
      const held = locked.get(stream) ?? (await lockStream(client, stream, of));
      locked.set(stream, held);
      return held;
    },
    async lockAll(streams, of) {
      const missing = streams.filter((stream) => !locked.has(stream));
      if (missing.length === 0) return;
      if (of) await begin(client, missing, of);
      type Held = LockedStream & { id: string };
      const held = await client.$queryRawUnsafe<Held[]>(LOCK_ALL, missing);
      for (const { id, head, now } of held) locked.set(id, { head, now });
    },
    row: (of, key) => rows.row(of, key),
    rows: (of, keys) => rows.rows(of, keys),
    readAhead: (wanted) => rows.readAhead(wanted),
    async append(stream, drafts, of = {}) {
      await tx.lock(stream, of);
      return tx.appendAll([{ stream, drafts }]);
    },
    async appendAll(additions) {
      const held = additions.map(({ stream, drafts }) => {
        const lockedStream = locked.get(stream);
        if (!lockedStream) throw new Error(`Stream ${stream} is not held.`);
        return { stream, drafts, locked: lockedStream };
      });
      const events = await appendTo(client, held, ctx.actor);
      await rows.project(events);
      for (const event of events) topics.add(event.stream);
      return events;
    },
    nudge: (topic) => void topics.add(topic),
  };
  return tx;
}

/** Of the pool's connections, the part that writers may hold; the rest is for readers. */
const WRITERS_SHARE = 0.7;
const LONGEST_WAIT_MS = 15_000;

const shared = globalThis as typeof globalThis & { countersignTurns?: Turns };
const turns = (): Turns =>
  (shared.countersignTurns ??= new Turns(
    Math.max(1, Math.floor(env().POOL_SIZE * WRITERS_SHARE)),
    LONGEST_WAIT_MS,
  ));

const UNSETTLED =
  'The database stopped answering while this was being recorded. Whether it was recorded is not known: look before you try again, or send it again with the same Idempotency-Key.';

/**
 * Runs a change in one transaction: its events, its projections and the answer kept for repeats
 * commit together or not at all. Whoever waits is told after the commit. What `goesFirst` passes the
 * line of this process’ other writers: the brake must not stand behind what it is to stop. A command
 * that works through whole streams says how long it may take at most.
 * @throws Unavailable, which says so where the answer to the commit itself was lost
 */
export async function write<T>(
  ctx: Ctx,
  work: (tx: Tx) => Promise<T>,
  { goesFirst = false, longestMs }: { goesFirst?: boolean; longestMs?: number } = {},
): Promise<T> {
  const topics = new Set<string>();
  let isCommitting = false;
  const transaction = () =>
    db().$transaction(
      async (client) => {
        if (ctx.idempotency) {
          const earlier = await recall(client, ctx.idempotency);
          if (earlier) return earlier.response as T;
        }
        const value = await work(open(client, ctx, topics));
        if (ctx.idempotency) await remember(client, ctx.idempotency, value);
        isCommitting = true;
        return value;
      },
      longestMs === undefined ? undefined : { timeout: longestMs },
    );
  try {
    return await turns().take(transaction, goesFirst);
  } catch (error) {
    if (isCommitting && isUnavailable(error)) throw new Unavailable(UNSETTLED);
    throw error;
  } finally {
    // After a lost answer too: it may be there, and a nudge about nothing costs a look.
    if (isCommitting) publish(topics);
  }
}
