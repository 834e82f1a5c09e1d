import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { readablePlaces } from '@/lib/access/permissions';
import { Prisma } from '@/lib/db/generated/client';

interface InPlaces {
  OR: { service?: string; environment?: { in: string[] } }[];
}

/** The rows of a table with `service` and `environment` that an actor may see, as a filter. */
export function placesSeen(actor: Actor): InPlaces | Record<string, never> {
  const places = readablePlaces(actor);
  if (places === '*') return {};
  return {
    OR: places.map(({ service, environments }) => ({
      ...(service === '*' ? {} : { service }),
      ...(environments ? { environment: { in: environments } } : {}),
    })),
  };
}

/**
 * The same as a condition in SQL.
 * @param alias of the table that holds both columns
 */
export function sqlPlacesSeen(actor: Actor, alias: string): Prisma.Sql {
  const of = Prisma.raw(alias);
  return sqlSeenAt(actor, Prisma.sql`${of}."service"`, Prisma.sql`${of}."environment"`);
}

/** Where the two columns are not of one table. */
export function sqlSeenAt(
  actor: Actor,
  serviceColumn: Prisma.Sql,
  environmentColumn: Prisma.Sql,
): Prisma.Sql {
  const places = readablePlaces(actor);
  if (places === '*') return Prisma.sql`true`;
  const whole = places.flatMap((each) => (each.environments ? [] : [each.service]));
  const parts = places.flatMap(({ service, environments }) => {
    if (!environments) return [];
    const inThose = Prisma.sql`${environmentColumn} = ANY(${environments})`;
    return [service === '*' ? inThose : Prisma.sql`(${serviceColumn} = ${service} AND ${inThose})`];
  });
  const onThose = whole.length > 0 ? [Prisma.sql`${serviceColumn} = ANY(${whole})`] : [];
  const all = [...onThose, ...parts];
  return all.length > 0 ? Prisma.sql`(${Prisma.join(all, ' OR ')})` : Prisma.sql`false`;
}
