import 'server-only';
import { z } from 'zod';
import type { PersonActor } from '@/lib/access/actor';
import { readableServices } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { AddressedItem } from '@/lib/inbox/schema';
import { severity } from '@/lib/incidents/schema';
import { eventActor } from '@/lib/log/schema';
import { noticeIdOf } from '@/lib/notices/server/tell';

/** A note that was not opened by then is on the timeline, where it always was. */
const DAYS = 7;
const MOST = 50;

const record = z.object({
  kind: z.enum(['mention', 'handover']),
  key: z.string(),
  by: eventActor,
  text: z.string(),
  incidentId: z.string(),
  title: z.string(),
  severity,
  service: z.string(),
  environment: z.string(),
  investigationId: z.string().nullable(),
  seq: z.number().nullable(),
  at: z.date(),
});

const shown = (found: object): AddressedItem => {
  const { incidentId: id, title, severity: graveness, at, ...row } = record.parse(found);
  return {
    ...row,
    noticeId: noticeIdOf(row.key),
    incident: { id, title, severity: graveness },
    at: at.toISOString(),
  };
};

/**
 * What was said to a person and they have not opened: notes that name them, and command offered to
 * them, in services that they may still see.
 */
export async function addressedTo(actor: PersonActor): Promise<AddressedItem[]> {
  const services = readableServices(actor);
  const seen = services === '*' ? Prisma.sql`true` : Prisma.sql`i."service" = ANY(${services})`;
  const me = JSON.stringify([actor.id]);
  const opened = JSON.stringify([{ person: actor.id }]);
  const found = await db().$queryRaw<object[]>`
    WITH said AS (
      SELECT 'handover' AS "kind", 'handover/' || h."id" AS "key", h."from" AS "by",
        h."summary" AS "text", h."incidentId", NULL::text AS "investigationId",
        NULL::int AS "seq", h."offeredAt" AS "at"
      FROM "handover" h WHERE h."toId" = ${actor.id} AND h."state" = 'offered'
      UNION ALL
      SELECT 'mention', 'mention/' || m."key", m."by", m."text", r."incidentId",
        m."investigationId", m."seq", m."at"
      FROM "mention" m JOIN "investigation" r ON r."id" = m."investigationId"
      WHERE m."people" @> ${me}::jsonb AND m."by"->>'id' <> ${actor.id}
        AND m."at" > clock_timestamp() - ${DAYS}::int * interval '1 day'
        AND NOT EXISTS (SELECT FROM "notice" n
          WHERE n."key" = 'mention/' || m."key" AND n."opened" @> ${opened}::jsonb)
    )
    SELECT s.*, i."title", i."severity", i."service", i."environment"
    FROM said s JOIN "incident" i ON i."id" = s."incidentId"
    WHERE ${seen} ORDER BY s."kind", s."at" DESC, s."key" LIMIT ${MOST}`;
  return found.map(shown);
}
