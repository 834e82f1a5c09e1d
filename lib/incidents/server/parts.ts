import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { type IncidentRef, incidentRef } from '@/lib/incidents/schema-merge';
import { investigationProjection } from '@/lib/investigations/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { resourceOf } from '@/lib/investigations/server/load';
import { parseRows } from '@/lib/log/rows';

/** Runs of parts that one room shows beside its own; the others stand in their own rooms. */
const MOST_RUNS = 60;

const shown = { id: true, title: true, service: true, environment: true } as const;

/** What is part of an incident, as far as the asker may know. */
export async function readParts(actor: Actor, id: string): Promise<IncidentRef[]> {
  const found = await db().incident.findMany({
    where: { mergedInto: id },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    select: shown,
  });
  return found
    .filter((each) => can(actor, 'incident.read', each).allowed)
    .map((each) => incidentRef.parse(each));
}

/** Those of these incidents of which the asker may know, in the order given. */
export async function readRefs(actor: Actor, ids: string[]): Promise<IncidentRef[]> {
  if (ids.length === 0) return [];
  const found = await db().incident.findMany({ where: { id: { in: ids } }, select: shown });
  const readable = new Map(
    found
      .filter((each) => can(actor, 'incident.read', each).allowed)
      .map((each) => [each.id, incidentRef.parse(each)]),
  );
  return ids.flatMap((id) => readable.get(id) ?? []);
}

/** An incident by its name and place, if the asker may know of it. */
export async function readRef(actor: Actor, id: string): Promise<IncidentRef | null> {
  const found = await db().incident.findUnique({ where: { id }, select: shown });
  return found && can(actor, 'incident.read', found).allowed ? incidentRef.parse(found) : null;
}

/** The runs that a room shows: all of its own, and the newest of its parts, in order of their start. */
export async function runsOfRoom(
  actor: Actor,
  id: string,
  parts: readonly IncidentRef[],
): Promise<InvestigationRow[]> {
  const [own, theirs] = await Promise.all([
    db().investigation.findMany({ where: { incidentId: id } }),
    parts.length === 0
      ? []
      : db().investigation.findMany({
          where: { incidentId: { in: parts.map((part) => part.id) } },
          orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { startedAt: 'desc' }],
          take: MOST_RUNS,
        }),
  ]);
  return parseRows(investigationProjection, [...own, ...theirs])
    .filter((row) => can(actor, 'investigation.read', resourceOf(row)).allowed)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id));
}
