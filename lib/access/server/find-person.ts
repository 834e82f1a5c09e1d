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
 * The person of a live session, roles as they are now; null when the session was revoked or has
 * expired by the database's clock, or the person is not active.
 */
export async function findPerson(sessionId: string): Promise<PersonActor | null> {
  const [row] = await db().$queryRaw<unknown[]>`
    SELECT p."id", p."name", p."email", p."roles", s."id" AS "sessionId"
    FROM session s JOIN person p ON p."id" = s."personId"
    WHERE s."id" = ${sessionId} AND s."revokedAt" IS NULL AND s."expiresAt" > clock_timestamp()
      AND p."status" = 'active'`;
  return row ? { type: 'person', ...foundSchema.parse(row) } : null;
}
