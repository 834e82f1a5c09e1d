import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import { canonical, leafHash } from '@/lib/log/canonical';
import { brokenCommitments, type KeptFields, withContent } from '@/lib/log/commitment';
import { ERASING } from '@/lib/log/erase';
import { type ContentErased, contentErased, erasureWords } from '@/lib/log/erased';
import { type ErasedLeaf, erasureFaults } from '@/lib/log/erasure-faults';
import { compareWithLog, type Difference } from '@/lib/log/rebuild';

const PAGE = 1000;

type Client = Pick<
  Prisma.TransactionClient,
  '$queryRawUnsafe' | '$executeRawUnsafe' | 'stream' | 'event' | 'eventContent'
>;

interface LeafRecord {
  stream: string;
  seq: number;
  id: string;
  kind: string;
  leaf: string;
  hash: Uint8Array;
  fields: string | null;
  erasedSeq: number | null;
}

/** What is wrong with one stored event; nothing, where all is well. */
function faultsOf(record: LeafRecord, expectedSeq: number): string[] {
  const at = `${record.stream} ${record.seq}`;
  const faults: string[] = [];
  if (record.seq !== expectedSeq) faults.push(`${at}: seq ${expectedSeq} is missing before it`);
  if (!leafHash(record.leaf).equals(Buffer.from(record.hash))) {
    faults.push(`${at}: the leaf does not hash to what is stored`);
  }
  const leaf = JSON.parse(record.leaf) as Record<string, unknown>;
  if (canonical(leaf) !== record.leaf) faults.push(`${at}: the leaf is not in its RFC 8785 form`);
  for (const field of ['stream', 'seq', 'id', 'kind'] as const) {
    if (leaf[field] !== record[field]) faults.push(`${at}: column ${field} is not the leaf's`);
  }
  if (record.fields === null) return [...faults, `${at}: its content row is missing`];
  const kept = JSON.parse(record.fields) as KeptFields;
  const payload = leaf.payload as Record<string, unknown>;
  for (const path of brokenCommitments(payload, kept)) {
    faults.push(`${at}: ${path} is not what the leaf commits to`);
  }
  return faults;
}

export interface Verification {
  streams: number;
  events: number;
  faults: string[];
  /** What was erased, in sentences: on purpose, and so no fault. */
  erasures: string[];
  differences: Difference[];
}

/** What an erasure says of itself, as it stands in the log. */
function erasureIn({ leaf, fields }: LeafRecord): ContentErased & { at: string } {
  const { payload, recordedAt } = JSON.parse(leaf) as Record<'payload', Record<string, unknown>> & {
    recordedAt: string;
  };
  const kept = JSON.parse(fields ?? '{}') as KeptFields;
  return { at: recordedAt, ...contentErased.parse(withContent(payload, kept)) };
}

const erasedIn = ({ seq, hash, fields, erasedSeq }: LeafRecord): ErasedLeaf[] => {
  const kept = Object.values(JSON.parse(fields ?? '{}') as KeptFields);
  const gone = kept.filter(({ salt }) => salt === null).length;
  if (gone === 0 && erasedSeq === null) return [];
  return [{ seq, hash, gone, kept: kept.length - gone, erasedSeq }];
};

/** Checks every leaf, hash, commitment and seq, and that the tables are what the log folds to. */
export async function verifyLog(client: Client): Promise<Verification> {
  const streams = await client.stream.findMany({ orderBy: { id: 'asc' } });
  const faults: string[] = [];
  const erasures: string[] = [];
  let events = 0;
  for (const { id, head } of streams) {
    let last = 0;
    const erased: ErasedLeaf[] = [];
    const said = new Map<number, ContentErased>();
    for (;;) {
      const records = await client.$queryRawUnsafe<LeafRecord[]>(
        `SELECT e."stream", e."seq", e."id", e."kind", e."leaf", e."hash", c."fields",
                c."erasedSeq"
         FROM "event" e
         LEFT JOIN "event_content" c ON c."stream" = e."stream" AND c."seq" = e."seq"
         WHERE e."stream" = $1 AND e."seq" > $2 ORDER BY e."seq" LIMIT ${PAGE}`,
        id,
        last,
      );
      for (const record of records) {
        faults.push(...faultsOf(record, last + 1));
        erased.push(...erasedIn(record));
        if (record.kind === ERASING) {
          const { at, ...erasure } = erasureIn(record);
          said.set(record.seq, erasure);
          erasures.push(
            `${id} ${record.seq}: ${erasure.leaves} leaves erased on ${erasureWords({ at, ...erasure })}`,
          );
        }
        last = record.seq;
      }
      events += records.length;
      if (records.length < PAGE) break;
    }
    faults.push(...erasureFaults(id, said, erased));
    if (last !== head)
      faults.push(`${id}: the stream says ${head} events, the last one is ${last}`);
  }
  const differences = await compareWithLog(client);
  return { streams: streams.length, events, faults, erasures, differences };
}
