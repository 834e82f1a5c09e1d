import 'server-only';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { foldPast, packTables, pastVersion, unpackTables } from '@/lib/live/past';
import type { Tables } from '@/lib/log/projection';
import { readForFold } from '@/lib/log/read';

/** Events from one snapshot to the next: as many are folded at most for a look back. */
export const SNAPSHOT_EVERY = 250;
/** Snapshots of one transaction: whoever erases content meanwhile waits for no more than these. */
const AT_ONCE = 40;
const LONGEST_FILL_MS = 60_000;

interface Known {
  seq: number;
  tables: Tables;
}

async function nearest(
  client: Pick<Prisma.TransactionClient, 'roomSnapshot'>,
  stream: string,
  until: number,
): Promise<Known> {
  const found = await client.roomSnapshot.findFirst({
    where: { stream, version: pastVersion, seq: { lte: until } },
    orderBy: { seq: 'desc' },
  });
  return found
    ? { seq: found.seq, tables: unpackTables(found.state) }
    : { seq: 0, tables: new Map() };
}

/** Makes the next snapshots of a stream up to a seq; false once there are none to make. */
async function fillSome(stream: string, until: number): Promise<boolean> {
  const work = async (client: Prisma.TransactionClient): Promise<boolean> => {
    // One at a time, and none while content is erased: a trigger takes the same lock.
    await client.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`room_snapshot ${stream}`}, 0))`;
    const { seq, tables } = await nearest(client, stream, until);
    const last = Math.min(Math.floor(until / SNAPSHOT_EVERY), seq / SNAPSHOT_EVERY + AT_ONCE);
    for (let place = seq; place < last * SNAPSHOT_EVERY; place += SNAPSHOT_EVERY) {
      const next = place + SNAPSHOT_EVERY;
      foldPast(tables, await readForFold(stream, place, next, client));
      const made = { version: pastVersion, state: packTables(tables) };
      await client.roomSnapshot.upsert({
        where: { stream_seq: { stream, seq: next } },
        create: { stream, seq: next, ...made },
        update: made,
      });
    }
    return last * SNAPSHOT_EVERY + SNAPSHOT_EVERY <= until;
  };
  return db().$transaction(work, { timeout: LONGEST_FILL_MS, maxWait: LONGEST_FILL_MS });
}

const filling = new Map<string, Promise<void>>();

/** Makes the snapshots that a stream lacks up to a seq. They are a cache: it may fail and be repeated. */
export async function fillSnapshots(stream: string, until: number): Promise<void> {
  const underWay = filling.get(stream);
  if (underWay) return underWay;
  const all = (async () => {
    while (await fillSome(stream, until));
  })();
  filling.set(stream, all);
  try {
    await all;
  } finally {
    filling.delete(stream);
  }
}

/**
 * What a stream folds to at a seq: the snapshot before it, and the events from there. Where snapshots
 * are missing they are made first, which takes as long as folding all of it, once.
 */
export async function pastTables(stream: string, seq: number): Promise<Tables> {
  let known = await nearest(db(), stream, seq);
  if (seq - known.seq > SNAPSHOT_EVERY) {
    await fillSnapshots(stream, seq);
    known = await nearest(db(), stream, seq);
  }
  return foldPast(known.tables, await readForFold(stream, known.seq, seq));
}
