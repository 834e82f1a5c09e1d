import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';

type Client = Pick<Prisma.TransactionClient, '$queryRaw'>;

interface Hop {
  name: string;
  hops: number;
}

/**
 * Services within two edges of one in the catalogue's graph, whichever way they point; null where
 * the catalogue knows no edge of it.
 */
export async function hopsFrom(
  client: Client,
  service: string,
): Promise<Map<string, number> | null> {
  const near = await client.$queryRaw<Hop[]>`
    WITH edge AS (
      SELECT s."name" AS "from", d."name" AS "to"
        FROM "service" s, jsonb_array_elements_text(s."dependsOn") d("name")
      UNION
      SELECT d."name", s."name"
        FROM "service" s, jsonb_array_elements_text(s."dependsOn") d("name")
    ), one AS (SELECT "to" AS "name" FROM edge WHERE "from" = ${service})
    SELECT "name", 1 AS "hops" FROM one
    UNION ALL
    SELECT edge."to", 2 FROM edge JOIN one ON edge."from" = one."name"`;
  if (near.length === 0) return null;
  const hops = new Map([[service, 0]]);
  for (const { name, hops: away } of near) {
    hops.set(name, Math.min(away, hops.get(name) ?? Number.POSITIVE_INFINITY));
  }
  return hops;
}
