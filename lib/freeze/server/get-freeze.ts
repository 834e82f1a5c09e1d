import 'server-only';
import { z } from 'zod';
import type { Actor, Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import type { FreezeDetail, HeldRun } from '@/lib/freeze/output';
import { showFreeze } from '@/lib/freeze/server/list-freezes';
import { findFreeze } from '@/lib/freeze/server/load';
import { investigationStatus } from '@/lib/investigations/schema';

/** As many as a person goes through in one sitting. */
const MOST = 200;

const found = z.object({
  id: z.string(),
  incidentId: z.string(),
  incidentTitle: z.string(),
  service: z.string(),
  environment: z.string(),
  agentName: z.string(),
  status: investigationStatus,
  total: z.coerce.number().int(),
});

/** Runs that this freeze paused, that are paused still, and that nobody has resumed in between. */
async function heldRuns(actor: Actor, freezeId: string) {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT i."id", i."incidentId", n."title" AS "incidentTitle", i."service", i."environment",
           a."name" AS "agentName", i."status", count(*) OVER () AS "total"
    FROM "freeze" f
    JOIN "investigation" i ON jsonb_exists(f."reached" -> 'paused', i."id")
    JOIN "incident" n ON n."id" = i."incidentId"
    JOIN "agent" a ON a."id" = i."agentId"
    WHERE f."id" = ${freezeId} AND i."status" = 'paused' AND ${sqlPlacesSeen(actor, 'i')} AND NOT EXISTS (
      SELECT FROM "directive" d
      WHERE d."investigationId" = i."id" AND d."kind" = 'resume' AND d."givenAt" > f."setAt"
    )
    ORDER BY i."startedAt", i."id" LIMIT ${MOST}`;
  return z.array(found).parse(rows);
}

/** One freeze, and the runs that a commander has still to let go on. @throws NotFound, Forbidden */
export async function getFreeze(ctx: Ctx, freezeId: string): Promise<FreezeDetail> {
  const { actor } = ctx;
  demand(actor, 'freeze.read', {}, 'This');
  const row = await findFreeze(db(), actor, freezeId);
  const runs = await heldRuns(actor, freezeId);
  const shown = runs.map(({ total: _total, environment, ...run }): HeldRun => {
    const { service } = run;
    return { ...run, isYours: can(actor, 'control.give', { service, environment }).allowed };
  });
  return { ...showFreeze(actor, row), heldRuns: shown, heldCount: runs[0]?.total ?? 0 };
}
