import 'server-only';
import { z } from 'zod';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { actionState } from '@/lib/actions/schema';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { Forbidden } from '@/lib/errors';
import { pageOf } from '@/lib/http/page';
import type { DecidedItem, Whose } from '@/lib/inbox/schema';
import { checkpointStage, checkpointState } from '@/lib/investigations/schema';
import { eventActor } from '@/lib/log/schema';

/** What is older is in the archive, with its incident. */
const DAYS = 90;

const record = z.object({
  key: z.string(),
  at: z.date(),
  by: eventActor,
  decision: z.enum(['approve', 'reject', 'release', 'return', 'stop']),
  reason: z.string().nullable(),
  waitedMs: z.coerce.number(),
  service: z.string(),
  environment: z.string(),
  incidentId: z.string(),
  investigationId: z.string(),
  id: z.string(),
  title: z.string().nullable(),
  version: z.number().nullable(),
  isCurrent: z.boolean().nullable(),
  actionState: actionState.nullable(),
  verification: z.string().nullable(),
  stage: checkpointStage.nullable(),
  checkpointState: checkpointState.nullable(),
});

const shown = (row: z.infer<typeof record>): DecidedItem => {
  const { id, title, version, isCurrent, actionState: state, verification, stage, ...rest } = row;
  const { checkpointState: pointState, at, ...common } = rest;
  return {
    ...common,
    at: at.toISOString(),
    action:
      state && version !== null
        ? { id, title: title ?? '', version, state, isCurrent: isCurrent ?? true, verification }
        : null,
    checkpoint: stage && pointState ? { id, stage, state: pointState } : null,
  };
};

export interface DecisionQuery {
  by: Whose;
  limit: number;
  cursor?: [at: string, key: string] | undefined;
}

/**
 * What people decided in the last 90 days, newest first: the reader, or everybody where the
 * reader may look. What policy let pass by itself is nobody's decision.
 */
export async function listDecisions(
  ctx: Ctx,
  { by, limit, cursor }: DecisionQuery,
): Promise<{ items: DecidedItem[]; nextCursor: string | null }> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person has an inbox.');
  const own = by === 'mine' ? Prisma.sql`d."by"->>'id' = ${actor.id}` : Prisma.sql`true`;
  const after = cursor
    ? Prisma.sql`(d."at", d."key") < (${cursor[0]}::timestamptz, ${cursor[1]})`
    : Prisma.sql`true`;
  const found = await db().$queryRaw<object[]>`
    WITH d AS (
      SELECT each->>'id' AS "key", (each->>'at')::timestamptz AS "at", each->'by' AS "by",
        each->>'decision' AS "decision", each->>'reason' AS "reason",
        extract(epoch FROM (each->>'at')::timestamptz - v."at") * 1000 AS "waitedMs",
        a."service", a."environment", a."incidentId", a."investigationId", a."id", a."title",
        v."version", v."version" = a."version" AS "isCurrent", a."state" AS "actionState",
        a."verification"->>'status' AS "verification",
        NULL::text AS "stage", NULL::text AS "checkpointState"
      FROM "action" a CROSS JOIN LATERAL jsonb_array_elements(a."decisions") AS each
      JOIN "action_version" v ON v."key" = a."id" || '/' || (each->>'version')
      JOIN "investigation" i ON i."id" = a."investigationId" AND i."clock" = 'live'
      WHERE a."proposedAt" > clock_timestamp() - ${DAYS}::int * interval '1 day'
      UNION ALL
      SELECT c."id", c."decidedAt", c."decidedBy",
        CASE c."state" WHEN 'released' THEN 'release' WHEN 'returned' THEN 'return' ELSE 'stop' END,
        c."reason", extract(epoch FROM c."decidedAt" - c."requestedAt") * 1000,
        i."service", i."environment", c."incidentId", c."investigationId", c."id",
        NULL, NULL, NULL, NULL, NULL, c."stage", c."state"
      FROM "checkpoint" c
      JOIN "investigation" i ON i."id" = c."investigationId" AND i."clock" = 'live'
      WHERE c."state" IN ('released', 'returned', 'stopped')
        AND c."requestedAt" > clock_timestamp() - ${DAYS}::int * interval '1 day'
    )
    SELECT d.* FROM d
    WHERE d."by"->>'type' = 'person' AND ${sqlPlacesSeen(actor, 'd')} AND ${own} AND ${after}
    ORDER BY d."at" DESC, d."key" DESC LIMIT ${limit + 1}`;
  const items = found.map((row) => shown(record.parse(row)));
  return pageOf(items, limit, ({ at, key }) => [at, key]);
}
