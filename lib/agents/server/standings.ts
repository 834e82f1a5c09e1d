import 'server-only';
import type { Scope } from '@/lib/access/scope';
import type { Tx } from '@/lib/log/write';

/** How an agent stands at this moment, by the database's clock. */
export interface Standing {
  id: string;
  name: string;
  ownerId: string;
  status: string;
  isExpired: boolean;
  scope: Scope;
}

/** How these agents stand; those that are not known are left out. Keep their standing first. */
export async function readStandings(tx: Tx, ids: readonly string[]): Promise<Standing[]> {
  return tx.db.$queryRaw<Standing[]>`
    SELECT "id", "name", "ownerId", "status", "expiresAt" <= clock_timestamp() AS "isExpired", "scope"
    FROM "agent" WHERE "id" = ANY(${ids})`;
}
