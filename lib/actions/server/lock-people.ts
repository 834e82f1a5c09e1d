import 'server-only';
import { z } from 'zod';
import { Prisma } from '@/lib/db/generated/client';
import { eventActor } from '@/lib/log/schema';
import type { Tx } from '@/lib/log/write';
import { columnsOf, parseRows } from '@/lib/log/rows';
import { personProjection } from '@/lib/people/fold';
import { keepPeople } from '@/lib/people/server/standing-lock';
import type { PersonRow } from '@/lib/people/schema';

/**
 * People as they are, held so until the transaction ends: a change of their roles or status waits
 * for us, or we see it. Take it after agents and before any investigation.
 */
export async function lockPeople(tx: Tx, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  await keepPeople(tx, ids);
  return readPeople(tx, ids);
}

/** People as they are now. Keep how they stand first, if you will decide by it. */
export async function readPeople(tx: Tx, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db.$queryRaw<object[]>`
    SELECT ${Prisma.raw(columnsOf(personProjection))} FROM "person"
    WHERE "id" = ANY(${ids}) ORDER BY "id"`;
  return parseRows(personProjection, rows);
}

const signatures = z.array(z.object({ decision: z.string(), by: eventActor }));

/** Who has approved, of any version, from an action's stored decisions. */
export const approverIds = (decisions: unknown): string[] =>
  signatures
    .parse(decisions)
    .filter(({ decision, by }) => decision === 'approve' && by.type === 'person')
    .map(({ by }) => by.id);
