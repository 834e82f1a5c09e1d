import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { sqlPlacesSeen } from '@/lib/access/server/seen-places';
import { actionTarget, catalogueFacts, risk } from '@/lib/actions/schema';
import { actionKind } from '@/lib/agents/schema';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { severity } from '@/lib/incidents/schema';
import type { PastRun } from '@/lib/policies/back-test';
import { outageClass } from '@/lib/services/schema';

export type Place = [startedAt: string, id: string];

const runRow = z.object({
  id: z.string(),
  incidentId: z.string(),
  title: z.string(),
  startedAt: z.date().transform((at) => at.toISOString()),
  service: z.string(),
  environment: z.string(),
  severity,
  outageClass: outageClass.nullable(),
  evidence: z.bigint().transform(Number),
  commitment: z.bigint().transform(Number),
});

const actionRow = z.object({
  id: z.string(),
  investigationId: z.string(),
  title: z.string(),
  kind: actionKind,
  target: actionTarget,
  catalogue: catalogueFacts,
  risk,
});

/** Live investigations since an instant, newest first, with their incident as it is now. */
async function runsSince(since: Date, reader: Actor, after: Place | undefined, limit: number) {
  const later = after
    ? Prisma.sql`(v."startedAt", v."id") < (${after[0]}::timestamptz, ${after[1]})`
    : Prisma.sql`true`;
  const counted = (stage: string) => Prisma.sql`(
    SELECT count(*) FROM "checkpoint" c
    WHERE c."investigationId" = v."id" AND c."stage" = ${stage})`;
  const found = await db().$queryRaw<unknown[]>`
    SELECT v."id", v."incidentId", v."startedAt", v."service", v."environment",
           i."title", i."severity", i."outageClass",
           ${counted('evidence')} AS "evidence", ${counted('commitment')} AS "commitment"
    FROM "investigation" v JOIN "incident" i ON i."id" = v."incidentId"
    WHERE v."clock" = 'live' AND v."startedAt" >= ${since} AND ${sqlPlacesSeen(reader, 'v')} AND ${later}
    ORDER BY v."startedAt" DESC, v."id" DESC LIMIT ${limit}`;
  return z.array(runRow).parse(found);
}

/** Their actions by what the catalogue said when each was last proposed: what was signed upon. */
async function actionsOf(investigationIds: string[]) {
  const found = await db().$queryRaw<unknown[]>`
    SELECT "id", "investigationId", "title", "kind", "risk",
           "contents"->'target' AS "target", "contents"->'catalogue' AS "catalogue"
    FROM "action" WHERE "investigationId" = ANY(${investigationIds}) ORDER BY "proposedAt", "id"`;
  return z.array(actionRow).parse(found);
}

/** A page of past runs, newest first, as a back-test compares them. */
export async function pastRuns(
  since: Date,
  reader: Actor,
  after: Place | undefined,
  limit: number,
): Promise<PastRun[]> {
  const runs = await runsSince(since, reader, after, limit);
  const actions = await actionsOf(runs.map(({ id }) => id));
  return runs.map(({ id, incidentId, title, startedAt, evidence, commitment, ...of }) => ({
    id,
    incidentId,
    title,
    startedAt,
    of,
    stopPoints: { evidence, commitment },
    actions: actions
      .filter(({ investigationId }) => investigationId === id)
      .map((action) => ({
        id: action.id,
        title: action.title,
        facts: {
          kind: action.kind,
          environment: action.target.environment,
          services: action.catalogue.services,
          reversibility: action.catalogue.reversibility,
          trafficPercent: action.catalogue.trafficPercent,
          risk: action.risk,
        },
      })),
  }));
}

/** Of these incidents, since when each was last given another class or severity. */
export async function reclassifiedAt(incidentIds: string[]): Promise<Map<string, string>> {
  const found = await db().$queryRaw<{ stream: string; at: Date }[]>`
    SELECT "stream", max("recordedAt") AS "at" FROM "event"
    WHERE "stream" = ANY(${incidentIds}) AND "kind" = 'incident.changed'
      AND "leaf"::jsonb->'payload'->'changes' ?| ARRAY['outageClass', 'severity']
    GROUP BY "stream"`;
  return new Map(found.map(({ stream, at }) => [stream, at.toISOString()]));
}
