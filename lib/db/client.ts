import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { env } from '@/lib/env';
import { PrismaClient } from './generated/client';
import { impatientClient } from './impatient-client';
import { statementName } from './statement-names';

const created = globalThis as typeof globalThis & { countersignDb?: PrismaClient };

/** How much later than the server itself we take a statement for lost, in milliseconds. */
const GRACE_MS = 1_000;

/**
 * The longest that a transaction of ours may stand still between two statements, in milliseconds:
 * past it the server takes this process for gone, and lets go of what the transaction holds.
 */
const STANDSTILL_MS = 10_000;

/** Sent, rather than given at connecting: poolers refuse what they do not know there. */
const setLimits = (statementMs: number) => async (client: ClientBase) => {
  await client.query(
    `SET statement_timeout = ${statementMs}; SET idle_in_transaction_session_timeout = ${STANDSTILL_MS}`,
  );
};

/**
 * The one Prisma client of this process. It lives on the global object because the development
 * server loads this module anew at each change, and each client holds a pool.
 */
export function db(): PrismaClient {
  if (!created.countersignDb) {
    const { DATABASE_URL, POOL_SIZE, STATEMENT_TIMEOUT_MS } = env();
    const pool = {
      connectionString: DATABASE_URL,
      max: POOL_SIZE,
      // A server that does not answer must become a 503 while the caller still waits.
      connectionTimeoutMillis: 5_000,
      Client: impatientClient(STATEMENT_TIMEOUT_MS + GRACE_MS),
      onConnect: setLimits(STATEMENT_TIMEOUT_MS),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'countersign',
    };
    const adapter = new PrismaPg(pool, { statementNameGenerator: statementName });
    created.countersignDb = new PrismaClient({
      adapter,
      transactionOptions: { maxWait: 5_000, timeout: 15_000 },
    });
  }
  return created.countersignDb;
}

/** Ends the pool; the next call of `db` opens a new one. */
export async function closeDb(): Promise<void> {
  const client = created.countersignDb;
  delete created.countersignDb;
  await client?.$disconnect();
}
