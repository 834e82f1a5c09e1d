import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';

type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

/** An event that still has content beside it. */
export interface HoldingLeaf {
  seq: number;
  hash: Uint8Array;
  /** How many of its values lie in the content store. */
  fields: number;
}

/** Said by an erasure itself, and so kept: who answers for it must stay to be read. */
export const ERASING = 'content.erased';

/** The leaves of a stream whose content is there; of those, the ones of one action where named. */
export const holdingLeaves = (
  client: Client,
  stream: string,
  actionId: string | null = null,
): Promise<HoldingLeaf[]> =>
  client.$queryRawUnsafe<HoldingLeaf[]>(
    `SELECT e."seq", e."hash",
            (SELECT count(*) FROM json_object_keys(c."fields"::json))::int AS "fields"
     FROM "event" e JOIN "event_content" c ON c."stream" = e."stream" AND c."seq" = e."seq"
     WHERE e."stream" = $1 AND e."kind" <> '${ERASING}'
       AND c."erasedSeq" IS NULL AND c."fields" <> '{}'
       AND ($2::text IS NULL OR $2 IN (e."leaf"::json #>> '{payload,action}',
                                       e."leaf"::json #>> '{payload,actionId}'))
     ORDER BY e."seq"`,
    stream,
    actionId,
  );

/**
 * Takes values and salts from beside these leaves for good; the leaves, and so every hash, stay.
 * The stream is held by this transaction, which appends the erasure at `erasedSeq`.
 */
export async function eraseLeaves(
  client: Client,
  stream: string,
  seqs: number[],
  erasedSeq: number,
): Promise<void> {
  await client.$executeRawUnsafe(
    `UPDATE "event_content" SET "erasedSeq" = $3, "fields" =
       (SELECT json_object_agg(path, '{"salt":null}'::json)::text
        FROM json_object_keys("fields"::json) AS path)
     WHERE "stream" = $1 AND "seq" = ANY($2::int[])`,
    stream,
    seqs,
    erasedSeq,
  );
}
