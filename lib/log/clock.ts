import 'server-only';
import { db } from '@/lib/db/client';

/** The database's time, which every replica shares and every rule counts by. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}
