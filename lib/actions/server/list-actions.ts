import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionSummary } from '@/lib/actions/output';
import type { ActionState } from '@/lib/actions/schema';
import { showActions } from '@/lib/actions/server/show-action';
import { reading } from '@/lib/actions/server/shown-from';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { pageOf } from '@/lib/http/page';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { columnsOf, parseRows } from '@/lib/log/rows';

export interface ActionQuery {
  states?: ActionState[] | undefined;
  incidentId?: string | undefined;
  investigationId?: string | undefined;
  /** Only what was proposed live, or only what was proposed in recordings. */
  clock?: InvestigationRow['clock'] | undefined;
  /** Only those whose glass was broken. */
  isGlassBroken?: boolean | undefined;
  limit: number;
  cursor?: [proposedAt: string, id: string] | undefined;
}

/** What the actor may see: people by place, agents what is theirs or an ancestor's. */
function visibleTo({ actor }: Ctx): Prisma.Sql {
  const inPlaces = sqlPlacesSeen(actor, '"action"');
  if (actor.type === 'person') return inPlaces;
  if (actor.type !== 'agent') return Prisma.sql`false`;
  const investigationsOf = (ids: string[]) =>
    Prisma.sql`"investigationId" IN (SELECT "id" FROM "investigation" WHERE "agentId" = ANY(${ids}))`;
  return Prisma.sql`(${investigationsOf([actor.id])} OR
    (${investigationsOf(actor.lineage)} AND ${inPlaces}))`;
}

/** Actions that the actor may see, newest first. */
export async function listActions(
  ctx: Ctx,
  { states, incidentId, investigationId, clock, isGlassBroken, limit, cursor }: ActionQuery,
): Promise<{ items: ActionSummary[]; nextCursor: string | null }> {
  const conditions = [visibleTo(ctx)];
  if (states) conditions.push(Prisma.sql`"state" = ANY(${states})`);
  if (incidentId) conditions.push(Prisma.sql`"incidentId" = ${incidentId}`);
  if (investigationId) conditions.push(Prisma.sql`"investigationId" = ${investigationId}`);
  if (isGlassBroken) conditions.push(Prisma.sql`"glassBroken"`);
  if (clock) {
    const of = Prisma.sql`"investigation"."id" = "action"."investigationId"`;
    conditions.push(
      Prisma.sql`EXISTS (SELECT FROM "investigation" WHERE ${of} AND "clock" = ${clock})`,
    );
  }
  if (cursor) {
    conditions.push(Prisma.sql`("proposedAt", "id") < (${cursor[0]}::timestamptz, ${cursor[1]})`);
  }
  const found = await db().$queryRaw<object[]>`
    SELECT ${Prisma.raw(columnsOf(actionProjection))} FROM "action" WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY "proposedAt" DESC, "id" DESC LIMIT ${limit + 1}`;
  const page = pageOf(parseRows(actionProjection, found), limit, (row) => [row.proposedAt, row.id]);
  return { items: await showActions(reading(db()), page.items), nextCursor: page.nextCursor };
}
