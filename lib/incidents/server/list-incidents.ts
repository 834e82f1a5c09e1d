import 'server-only';
import type { z } from 'zod';
import type { Ctx } from '@/lib/access/actor';
import { placesSeen } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { pageOf } from '@/lib/http/page';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { listIncidentsQuery } from '@/lib/incidents/server/list-query';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import type { IncidentItem } from '@/lib/incidents/views';
import { parseRows } from '@/lib/log/rows';
import { waitUntil } from '@/lib/log/wait';

type Query = z.output<typeof listIncidentsQuery>;

/** Incidents as lists show them, with the names of who commands. */
export async function toItems(rows: IncidentRow[]): Promise<IncidentItem[]> {
  const ids = [...new Set(rows.flatMap((row) => row.commanderId ?? []))];
  const people = ids.length
    ? await db().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ alerts, ...row }) => ({
    ...row,
    commanderName: row.commanderId ? (names.get(row.commanderId) ?? row.commanderId) : null,
    alertCount: alerts.length,
    firingCount: alerts.filter(({ status }) => status === 'firing').length,
  }));
}

/** What people type stands for itself: LIKE's wild cards are characters like others. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

function conditions(ctx: Ctx, query: Query): Prisma.IncidentWhereInput[] {
  const { status, severity, service, outageClass, mergedInto, q, from, to, cursor } = query;
  const contains =
    q === undefined ? undefined : { contains: literally(q), mode: 'insensitive' as const };
  return [
    placesSeen(ctx.actor),
    status ? { status: { in: status }, mergedInto: null } : {},
    mergedInto === undefined ? {} : { mergedInto },
    severity ? { severity: { in: severity } } : {},
    service === undefined ? {} : { service },
    outageClass ? { outageClass } : {},
    contains ? { OR: [{ title: contains }, { summary: contains }, { service: contains }] } : {},
    from ? { openedAt: { gte: from } } : {},
    to ? { openedAt: { lt: to } } : {},
    cursor
      ? { OR: [{ openedAt: { lt: cursor[0] } }, { openedAt: cursor[0], id: { lt: cursor[1] } }] }
      : {},
  ];
}

/**
 * Incidents, newest first. With `wait` it answers as soon as there is one where there was none, or
 * the list differs from what it was at the call.
 */
export async function listIncidents(
  ctx: Ctx,
  query: Query,
): Promise<{ items: IncidentItem[]; nextCursor: string | null }> {
  const AND = conditions(ctx, query);
  const look = async () => {
    const found = await db().incident.findMany({
      where: { AND },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    return parseRows(incidentProjection, found);
  };
  const mark = (rows: IncidentRow[]) =>
    rows.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join();
  let first: string | undefined;
  const rows = await waitUntil(ctx, INCIDENTS, query.wait, look, (seen) => {
    first ??= seen.length === 0 ? '' : query.from ? 'any' : mark(seen);
    return seen.length > 0 && mark(seen) !== first;
  });
  const page = pageOf(rows, query.limit, (row) => [row.openedAt, row.id]);
  return { items: await toItems(page.items), nextCursor: page.nextCursor };
}
