import 'server-only';
import DataLoader from 'dataloader';
import { db } from '@/lib/db/client';

/** Those who look at the same time, as thousands do who have a stream open, ask as one. */
const GATHER_MS = 50;

const sessions = new DataLoader(
  async (ids: readonly string[]) => {
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT s."id" FROM session s JOIN person p ON p."id" = s."personId"
      WHERE s."id" = ANY(${[...new Set(ids)]}::text[]) AND s."revokedAt" IS NULL
        AND s."expiresAt" > clock_timestamp() AND p."status" = 'active'`;
    const live = new Set(rows.map(({ id }) => id));
    return ids.map((id) => live.has(id));
  },
  {
    cache: false,
    maxBatchSize: 1000,
    batchScheduleFn: (ask) => {
      setTimeout(ask, GATHER_MS);
    },
  },
);

/**
 * Whether a session still holds: neither revoked nor expired by the database's clock, and its person
 * active. For streams, which ask again and again; a request asks `findPerson`, with its roles.
 */
export const holdsSession = (sessionId: string): Promise<boolean> => sessions.load(sessionId);
