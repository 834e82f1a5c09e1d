import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { can, type Resource } from '@/lib/access/permissions';
import type { Companion } from '@/lib/command/schema';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { parseRows } from '@/lib/log/rows';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';

const actorOf = (person: PersonRow) => ({ type: 'person', sessionId: '', ...person }) as const;

/** Active people who can see what is of this place, by name. */
export async function companyOf(
  client: Pick<Prisma.TransactionClient, 'person'>,
  { service, environment }: { service: string; environment: string },
): Promise<Companion[]> {
  const place: Resource = { service, environment };
  const found = await client.person.findMany({ where: { status: 'active' } });
  return parseRows(personProjection, found)
    .filter((person) => can(actorOf(person), 'incident.read', place).allowed)
    .map((person) => ({
      id: person.id,
      name: person.name,
      mayCommand: can(actorOf(person), 'control.give', place).allowed,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Everybody who can see an incident: whom a note may name, and whom command may be handed to. */
export async function listCompany(
  ctx: Ctx,
  { id }: { id: string },
): Promise<{ items: Companion[]; nextCursor: null }> {
  const incident = await getIncident(ctx, { id });
  return { items: await companyOf(db(), incident), nextCursor: null };
}
