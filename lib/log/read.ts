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
