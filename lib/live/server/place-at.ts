import 'server-only';
import { db } from '@/lib/db/client';

/**
 * The seq that a stream had come to by an instant, 0 before its first event: by the database's clock,
 * or, of a recording, by the one it was recorded with. A recording's instants may jump back and forth:
 * then it is one of the places where they pass this one. Found by halving, a row of the key at a time.
 */
export async function placeAt(
  stream: string,
  instant: string,
  by: 'recordedAt' | 'at',
): Promise<number> {
  const [found] = await db().$queryRawUnsafe<{ seq: number }[]>(
    `WITH RECURSIVE half(low, high) AS (
       SELECT 0, "head" FROM "stream" WHERE "id" = $1
       UNION ALL
       SELECT CASE WHEN e."${by}" <= $2::timestamptz THEN e."seq" ELSE half.low END,
              CASE WHEN e."${by}" <= $2::timestamptz THEN half.high ELSE e."seq" - 1 END
       FROM half JOIN "event" e ON e."stream" = $1 AND e."seq" = (half.low + half.high + 1) / 2
       WHERE half.low < half.high
     )
     SELECT low AS "seq" FROM half WHERE low = high`,
    stream,
    instant,
  );
  return found?.seq ?? 0;
}
