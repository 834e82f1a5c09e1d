import 'server-only';
import { db } from '@/lib/db/client';
import type { MatterKind } from '@/lib/notices/schema';

/** At most this many of each kind a look; the next look takes the rest. */
const MOST = 50;

/** Something that people are to be told of, or told of again. */
export interface DueMatter {
  kind: MatterKind;
  /** An action's or a stop point's id, a note's key, or the incident whose command is handed over. */
  id: string;
  version: number | null;
}

/**
 * What is to be told now: whatever waits and has no notice of its own, or whose next group is due;
 * and what went wrong within a day without anybody having been told. The rows themselves are the
 * outbox, since they are written with the event that makes them so: no verb can forget to tell, and
 * what was rolled back is never told. Recordings wait for nobody.
 */
export async function findMatters(): Promise<DueMatter[]> {
  return db().$queryRaw<DueMatter[]>`
    WITH t AS MATERIALIZED (SELECT clock_timestamp() AS now)
    (SELECT 'signature' AS "kind", a."id", a."version"
      FROM t, "action" a JOIN "investigation" i ON i."id" = a."investigationId"
      LEFT JOIN "notice" n
        ON n."actionId" = a."id" AND n."version" = a."version" AND n."kind" = 'signature'
      WHERE a."state" = 'pending_approval' AND a."expiresAt" > t.now AND i."clock" = 'live'
        AND (n."id" IS NULL OR n."nextStepAt" <= t.now)
      ORDER BY a."proposedAt" LIMIT ${MOST})
    UNION ALL
    (SELECT 'stop_point', c."id", NULL
      FROM t, "checkpoint" c JOIN "investigation" i ON i."id" = c."investigationId"
      LEFT JOIN "notice" n ON n."checkpointId" = c."id" AND n."kind" = 'stop_point'
      WHERE c."state" = 'waiting' AND c."expiresAt" > t.now AND i."clock" = 'live'
        AND (n."id" IS NULL OR n."nextStepAt" <= t.now)
      ORDER BY c."expiresAt" LIMIT ${MOST})
    UNION ALL
    (SELECT 'settlement', a."id", a."version"
      FROM t, "action" a
      LEFT JOIN "notice" n
        ON n."actionId" = a."id" AND n."version" = a."version" AND n."kind" = 'settlement'
      WHERE a."state" = 'indeterminate' AND (n."id" IS NULL OR n."nextStepAt" <= t.now)
      ORDER BY a."proposedAt" LIMIT ${MOST})
    UNION ALL
    (SELECT w."kind", w."id", w."version" FROM (
        SELECT CASE
            WHEN a."state" = 'expired' AND a."grantId" IS NULL THEN 'undecided'
            WHEN a."state" = 'expired' THEN 'unredeemed'
            WHEN a."state" = 'failed' THEN 'failed'
            ELSE 'not_recovered' END AS "kind",
          a."id", a."version", a."investigationId"
        FROM t, "action" a
        WHERE a."proposedAt" > t.now - interval '2 days' AND a."updatedAt" > t.now - interval '1 day'
          AND (a."state" = 'expired' OR (a."state" = 'failed' AND a."settlement" IS NULL)
            OR (a."state" = 'succeeded' AND a."verification"->>'status' = 'not_recovered'))
      ) w JOIN "investigation" i ON i."id" = w."investigationId" AND i."clock" = 'live'
      WHERE NOT EXISTS (SELECT FROM "notice" n WHERE n."actionId" = w."id"
        AND n."version" = w."version" AND n."kind" = w."kind")
      LIMIT ${MOST})
    UNION ALL
    (SELECT 'undecided', c."id", NULL
      FROM t, "checkpoint" c JOIN "investigation" i ON i."id" = c."investigationId"
      WHERE c."state" = 'expired' AND c."expiresAt" > t.now - interval '1 day'
        AND i."clock" = 'live' AND NOT EXISTS (
          SELECT FROM "notice" n WHERE n."checkpointId" = c."id" AND n."kind" = 'undecided')
      LIMIT ${MOST})
    UNION ALL
    (SELECT 'mention', m."key", NULL FROM t, "mention" m
      WHERE m."at" > t.now - interval '1 day'
        AND NOT EXISTS (SELECT FROM "notice" n WHERE n."key" = 'mention/' || m."key")
      LIMIT ${MOST})
    UNION ALL
    (SELECT h."kind", h."incidentId", NULL FROM (
        SELECT CASE WHEN o."state" = 'offered' THEN 'handover' ELSE 'handover_ended' END AS "kind",
          o."incidentId", o."id"
        FROM t, "handover" o
        WHERE o."state" = 'offered' OR (o."state" <> 'withdrawn' AND o."endedAt" > t.now - interval '1 day')
      ) h
      WHERE NOT EXISTS (SELECT FROM "notice" n WHERE n."key" = h."kind" || '/' || h."id")
      LIMIT ${MOST})`;
}
