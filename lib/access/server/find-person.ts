import 'server-only';
import { z } from 'zod';
import type { PersonActor } from '@/lib/access/actor';
import { heldRoleSchema } from '@/lib/access/schema';
import { db } from '@/lib/db/client';

const foundSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  sessionId: z.string(),
  roles: z.array(heldRoleSchema),
});

/**
 * The people of those of some sessions that are live, by session, roles as they are now. A session is
 * none when it was revoked or has expired by the database's clock, or its person is not active.
 */
export async function findPeople(sessionIds: string[]): Promise<Map<string, PersonActor>> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT p."id", p."name", p."email", p."roles", s."id" AS "sessionId"
    FROM session s JOIN person p ON p."id" = s."personId"
    WHERE s."id" = ANY(${sessionIds}::text[]) AND s."revokedAt" IS NULL
      AND s."expiresAt" > clock_timestamp() AND p."status" = 'active'`;
  return new Map(
    rows.map((row) => {
      const found = foundSchema.parse(row);
      return [found.sessionId, { type: 'person', ...found }];
    }),
  );
}

/** The person of a live session, or null. */
export const findPerson = async (sessionId: string): Promise<PersonActor | null> =>
  (await findPeople([sessionId])).get(sessionId) ?? null;
