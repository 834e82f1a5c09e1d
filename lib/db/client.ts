import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from './generated/client';
import { statementName } from './statement-names';

const created = globalThis as typeof globalThis & { countersignDb?: PrismaClient };

/**
 * The one Prisma client of this process. It lives on the global object because the development
 * server loads this module anew at each change, and each client holds a pool.
 */
export function db(): PrismaClient {
  if (!created.countersignDb) {
    const { DATABASE_URL, POOL_SIZE } = env();
    const pool = {
      connectionString: DATABASE_URL,
      max: POOL_SIZE,
      // A server that does not answer must become a 503 while the caller still waits.
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
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
