import 'server-only';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { type KeptFields, withContent } from '@/lib/log/commitment';
import { contentErased, erasedText } from '@/lib/log/erased';
import { upcast } from '@/lib/log/kinds';
import type { ActorType, StoredEvent } from '@/lib/log/schema';

interface EventRecord {
  stream: string;
  seq: number;
  id: string;
  kind: string;
  v: number;
  actorType: ActorType;
  actorId: string;
  actorName: string;
  at: Date;
  recordedAt: Date;
  leaf: string;
  hash: Uint8Array;
  fields: string;
  erasedSeq: number | null;
}

const COLUMNS = `e."stream", e."seq", e."id", e."kind", e."v", e."actorType", e."actorId",
  c."actorName", e."at", e."recordedAt", e."leaf", e."hash", c."fields", c."erasedSeq"`;
const FROM = `FROM "event" e JOIN "event_content" c ON c."stream" = e."stream" AND c."seq" = e."seq"`;

type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

function toStored(record: EventRecord, erased?: string): StoredEvent {
  const { payload } = JSON.parse(record.leaf) as { payload: Record<string, unknown> };
  const kept = JSON.parse(record.fields) as KeptFields;
  return {
    stream: record.stream,
    seq: record.seq,
    id: record.id,
    kind: record.kind,
    actor: { type: record.actorType, id: record.actorId, name: record.actorName },
    at: record.at.toISOString(),
    recordedAt: record.recordedAt.toISOString(),
    hash: Buffer.from(record.hash).toString('hex'),
    ...(record.erasedSeq === null ? {} : { erasedSeq: record.erasedSeq }),
    payload: upcast(record.kind, record.v, withContent(payload, kept, erased)),
  };
}

/** By seq, what stands in the place of what each erasure of a stream took. */
async function erasuresOf(client: Client, stream: string, seqs: number[]) {
  const records = await client.$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM} WHERE e."stream" = $1 AND e."seq" = ANY($2::int[])`,
    stream,
    seqs,
  );
  return new Map(
    records.map((record) => {
      const { recordedAt: at, payload } = toStored(record);
      return [record.seq, erasedText({ at, ...contentErased.parse(payload) })];
    }),
  );
}

/** Events of one stream as they were recorded; asks once more where some were erased since. */
async function storedFrom(
  client: Client,
  stream: string,
  records: EventRecord[],
): Promise<StoredEvent[]> {
  const by = new Set(records.flatMap(({ erasedSeq }) => (erasedSeq === null ? [] : [erasedSeq])));
  if (by.size === 0) return records.map((record) => toStored(record));
  const words = await erasuresOf(client, stream, [...by]);
  return records.map((record) => toStored(record, words.get(record.erasedSeq ?? 0)));
}

/** A stream's events after `after`, in order, at most `limit`; up to `until` where it is given. */
export async function readStream(
  stream: string,
  after: number,
  limit: number,
  until = 2_147_483_647,
  client: Client = db(),
): Promise<StoredEvent[]> {
  const records = await client.$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE e."stream" = $1 AND e."seq" > $2 AND e."seq" <= $4 ORDER BY e."seq" LIMIT $3`,
    stream,
    after,
    limit,
    until,
  );
  return storedFrom(client, stream, records);
}

/** Kinds of which there are many, whose content stands in no table that {@link readForFold} is for. */
const BULKY = ['step.started', 'step.finished', 'evidence.recorded'];

/**
 * A stream's events after `after` up to `until`, in order, without the content of steps and evidence:
 * for folds that count those and keep none of their words.
 */
export async function readForFold(
  stream: string,
  after: number,
  until: number,
  client: Pick<Prisma.TransactionClient, '$queryRawUnsafe'> = db(),
): Promise<StoredEvent[]> {
  const records = await client.$queryRawUnsafe<EventRecord[]>(
    `SELECT e."stream", e."seq", e."id", e."kind", e."v", e."actorType", e."actorId",
            c."actorName", e."at", e."recordedAt", e."leaf", e."hash", c."erasedSeq",
            CASE WHEN e."kind" = ANY($4::text[]) THEN '{}' ELSE c."fields" END AS "fields"
     ${FROM} WHERE e."stream" = $1 AND e."seq" > $2 AND e."seq" <= $3 ORDER BY e."seq"`,
    stream,
    after,
    until,
    BULKY,
  );
  return storedFrom(client, stream, records);
}

/** The events of these streams that were recorded by an instant, each stream's in order. */
export async function readStreamsUntil(streams: string[], until: string): Promise<StoredEvent[]> {
  const records = await db().$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE e."stream" = ANY($1::text[]) AND e."recordedAt" <= $2::timestamptz
     ORDER BY e."stream", e."seq"`,
    streams,
    until,
  );
  const own = (stream: string) => records.filter((record) => record.stream === stream);
  const named = [...new Set(records.map(({ stream }) => stream))];
  const read = await Promise.all(named.map((stream) => storedFrom(db(), stream, own(stream))));
  return read.flat();
}

/** All of some short streams, each in order; none from which anything is ever erased. */
export async function readStreams(streams: string[]): Promise<StoredEvent[]> {
  const records = await db().$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM} WHERE e."stream" = ANY($1::text[]) ORDER BY e."stream", e."seq"`,
    streams,
  );
  return records.map((record) => toStored(record));
}

/** A stream's events before `before`, the last `limit` of them, in order. */
export async function readStreamBefore(
  stream: string,
  before: number,
  limit: number,
): Promise<StoredEvent[]> {
  const records = await db().$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE e."stream" = $1 AND e."seq" < $2 ORDER BY e."seq" DESC LIMIT $3`,
    stream,
    before,
    limit,
  );
  return (await storedFrom(db(), stream, records)).toReversed();
}

export interface OfKind {
  kind: string;
  by: ActorType;
  after: number;
  until: number;
  limit: number;
}

/** Events of one kind and one sort of actor within a stretch of a stream: the newest, in order. */
export async function readKind(stream: string, asked: OfKind): Promise<StoredEvent[]> {
  const records = await db().$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE e."stream" = $1 AND e."seq" > $2 AND e."seq" <= $3 AND e."kind" = $4
       AND e."actorType" = $5
     ORDER BY e."seq" DESC LIMIT $6`,
    stream,
    asked.after,
    asked.until,
    asked.kind,
    asked.by,
    asked.limit,
  );
  return (await storedFrom(db(), stream, records)).toReversed();
}

/** A text as a LIKE pattern has it. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, (each) => `\\${each}`);
const anywhere = (text: string): string => `%${literal(text)}%`;
/** A text as it stands within a JSON text. */
const withinJson = (text: string): string => JSON.stringify(text).slice(1, -1);

export interface Matching {
  from: number;
  before: number;
  limit: number;
  text: string;
  kinds: readonly string[];
  sources: readonly string[];
  services: readonly string[];
  /** A stretch of time by one of the two clocks, its ends included; null leaves an end open. */
  within: { by: 'at' | 'recordedAt'; from: string | null; to: string | null };
}

/**
 * A stretch of a stream, newest first, without those events that cannot hold a text, are of none of the
 * kinds, name none of the sources or services, or lie outside the time. What is left may still not be
 * meant: the caller looks closer.
 */
export async function readMatching(stream: string, asked: Matching): Promise<StoredEvent[]> {
  const text = asked.text.trim();
  const { by, from, to } = asked.within;
  const records = await db().$queryRawUnsafe<EventRecord[]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE e."stream" = $1 AND e."seq" >= $2 AND e."seq" < $3
       AND (cardinality($5::text[]) = 0 OR e."kind" LIKE ANY($5::text[]))
       AND (cardinality($6::text[]) = 0 OR e."leaf" LIKE ANY($6::text[]))
       AND ($7 = '%%' OR c."fields" ILIKE $7 OR e."leaf" ILIKE $7 OR c."actorName" ILIKE $8)
       AND (cardinality($9::text[]) = 0 OR e."leaf" LIKE ANY($9::text[]) OR c."fields" LIKE ANY($9::text[]))
       AND ($10::timestamptz IS NULL OR e."${by}" >= $10::timestamptz)
       AND ($11::timestamptz IS NULL OR e."${by}" <= $11::timestamptz)
     ORDER BY e."seq" DESC LIMIT $4`,
    stream,
    asked.from,
    asked.before,
    asked.limit,
    asked.kinds.map((kind) => `${literal(kind)}%`),
    asked.sources.map((source) => anywhere(`"source":${JSON.stringify(source)}`)),
    anywhere(withinJson(text)),
    anywhere(text),
    asked.services.map((service) => anywhere(withinJson(service))),
    from,
    to,
  );
  return storedFrom(db(), stream, records);
}

/** How many events of a stream up to a seq lie outside a stretch of time, by one of the two clocks. */
export async function countOutside(
  stream: string,
  upTo: number,
  { by, from, to }: Matching['within'],
): Promise<number> {
  const [counted] = await db().$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS "count" FROM "event" e
     WHERE e."stream" = $1 AND e."seq" <= $2
       AND (e."${by}" < $3::timestamptz OR e."${by}" > $4::timestamptz)`,
    stream,
    upTo,
    from,
    to,
  );
  return counted?.count ?? 0;
}

/** Where a reader across all streams stands: (transaction, position). */
export interface Place {
  txid: string;
  position: string;
}

/** What a reader across streams is told of an event: that it is there, not what it says. */
export interface Mention extends Place {
  stream: string;
  seq: number;
  kind: string;
  service: string | null;
  incidentId: string | null;
}

/** The place of the newest event that no open transaction can precede. */
export async function latestPlace(): Promise<Place> {
  const [place] = await db().$queryRaw<Place[]>`
    SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text AS "txid",
           '9223372036854775807' AS "position"`;
  return place ?? { txid: '0', position: '0' };
}

/**
 * Events of all streams after a place. It stops before the oldest transaction still open, so a
 * reader who carries on from the last place has missed nothing, whatever commits late.
 */
export async function readMentions(after: Place, limit: number): Promise<Mention[]> {
  return db().$queryRaw<Mention[]>`
    SELECT e."txid"::text AS "txid", e."position"::text AS "position", e."stream", e."seq",
           e."kind", s."service", s."incidentId"
    FROM "event" e JOIN "stream" s ON s."id" = e."stream"
    WHERE (e."txid", e."position") > (${after.txid}::xid8, ${after.position}::bigint)
      AND e."txid" < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e."txid", e."position" LIMIT ${limit}`;
}
