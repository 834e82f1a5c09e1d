import 'server-only';
import type { AskingClient } from '@/lib/actions/server/asked-of';
import type { Prisma } from '@/lib/db/generated/client';
import { loadRows, type RowReader } from '@/lib/log/rows';

/** Where an action is shown from: a transaction, with the rows that it holds, or {@link reading}. */
export interface ShownFrom extends RowReader {
  db: Pick<Prisma.TransactionClient, '$queryRaw' | '$queryRawUnsafe'> & AskingClient;
}

/** The database outside any transaction. */
export const reading = (db: ShownFrom['db']): ShownFrom => ({
  db,
  rows: (of, keys) => loadRows(db, of, keys),
});
