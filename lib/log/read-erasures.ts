import 'server-only';
import { db } from '@/lib/db/client';
import { ERASING } from '@/lib/log/erase';
import { type ContentErased, contentErased, type Erasure } from '@/lib/log/erased';
import { readStream } from '@/lib/log/read';

/** Everything that was erased from a stream, oldest first. */
export async function readErasures(stream: string): Promise<(ContentErased & Erasure)[]> {
  const found = await db().event.findMany({
    where: { stream, kind: ERASING },
    select: { seq: true },
    orderBy: { seq: 'asc' },
  });
  const events = await Promise.all(found.map(({ seq }) => readStream(stream, seq - 1, 1)));
  return events
    .flat()
    .map(({ recordedAt: at, payload }) => ({ at, ...contentErased.parse(payload) }));
}
