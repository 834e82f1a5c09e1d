import 'server-only';
import { db } from '@/lib/db/client';

/** At most this many of each kind a sweep; the next one takes the rest. */
const MOST = 100;

/** Something whose time is over by the database's clock, and the investigation that it belongs to. */
export interface Due {
  kind: 'checkpoint' | 'action' | 'grant' | 'execution';
  id: string;
  investigationId: string;
}

/** What is due now, longest overdue first within its kind. Each must be asked again under lock. */
export async function findDue(): Promise<Due[]> {
  return db().$queryRaw<Due[]>`
    WITH t AS MATERIALIZED (SELECT clock_timestamp() AS now)
    (SELECT 'execution' AS "kind", e."id", e."investigationId" FROM "execution" e, t
      WHERE e."state" = 'executing' AND e."leaseExpiresAt" <= t.now
      ORDER BY e."leaseExpiresAt" LIMIT ${MOST})
    UNION ALL
    (SELECT 'grant', g."id", g."investigationId" FROM "grant" g, t
      WHERE g."state" = 'minted' AND g."expiresAt" <= t.now ORDER BY g."expiresAt" LIMIT ${MOST})
    UNION ALL
    (SELECT 'action', a."id", a."investigationId" FROM "action" a, t
      WHERE a."state" = 'pending_approval' AND a."expiresAt" <= t.now
      ORDER BY a."expiresAt" LIMIT ${MOST})
    UNION ALL
    (SELECT 'checkpoint', c."id", c."investigationId" FROM "checkpoint" c, t
      WHERE c."state" = 'waiting' AND c."expiresAt" <= t.now ORDER BY c."expiresAt" LIMIT ${MOST})`;
}
