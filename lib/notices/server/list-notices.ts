import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { sqlSeenAt } from '@/lib/access/server/seen-places';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { pageOf } from '@/lib/http/page';
import { readStreams } from '@/lib/log/read';
import { columnsOf, parseRows } from '@/lib/log/rows';
import { toWire, type WireEvent } from '@/lib/log/schema';
import { noticeProjection } from '@/lib/notices/fold';
import type { NoticeOut, NoticeRow } from '@/lib/notices/schema';
import { isOpen } from '@/lib/notices/server/is-open';
import { NOTICE_ENVIRONMENT, NOTICE_WITH_PLACE } from '@/lib/notices/server/notice-place';

export interface NoticeQuery {
  actionId?: string | undefined;
  checkpointId?: string | undefined;
  incidentId?: string | undefined;
  /** With each notice's own events. */
  hasEvents?: boolean | undefined;
  limit: number;
  cursor?: [toldAt: string, id: string] | undefined;
}

async function namesOf(rows: NoticeRow[]) {
  const people = rows.flatMap((row) => [
    ...row.people.map(({ id }) => id),
    ...row.opened.map(({ person }) => person),
  ]);
  const targets = rows.flatMap((row) => row.deliveries.map(({ to }) => to));
  const [persons, webhooks, devices] = await Promise.all([
    db().person.findMany({ where: { id: { in: people } }, select: { id: true, name: true } }),
    db().webhook.findMany({ where: { id: { in: targets } }, select: { id: true, name: true } }),
    db().device.findMany({
      where: { id: { in: targets } },
      select: { id: true, label: true, personId: true },
    }),
  ]);
  return {
    person: new Map(persons.map(({ id, name }) => [id, name])),
    webhook: new Map(webhooks.map(({ id, name }) => [id, name])),
    device: new Map(devices.map((device) => [device.id, device])),
  };
}

/** Of each notice, all that was recorded of it: tellings, deliveries, openings. */
async function eventsOf(rows: NoticeRow[]): Promise<Map<string, WireEvent[]>> {
  const events = await readStreams(rows.map(({ id }) => id));
  const by = new Map(rows.map(({ id }) => [id, [] as WireEvent[]]));
  for (const event of events) by.get(event.stream)?.push(toWire(event));
  return by;
}

/** The notices among these whose matter still waits. */
async function waitingAmong(rows: NoticeRow[]): Promise<Set<string>> {
  const waiting = rows.filter(({ nextStepAt }) => nextStepAt !== null);
  const open = await Promise.all(waiting.map((row) => isOpen(db(), row)));
  return new Set(waiting.filter((_row, i) => open[i]).map(({ id }) => id));
}

async function show({ actor }: Ctx, rows: NoticeRow[]): Promise<NoticeOut[]> {
  const names = await namesOf(rows);
  const attempts = await db().noticeDelivery.findMany({
    where: { noticeId: { in: rows.map(({ id }) => id) } },
  });
  const attemptOf = new Map(attempts.map((each) => [each.id, each]));
  const waiting = await waitingAmong(rows);
  const seesDevices = can(actor, 'person.read').allowed;
  const nameOf = (id: string) => names.person.get(id) ?? id;
  const receiverOf = (id: string): string => {
    const device = names.device.get(id);
    if (!device) return names.webhook.get(id) ?? id;
    // What others carry in their pockets is theirs.
    return seesDevices || device.personId === actor.id ? device.label : 'A device';
  };
  return rows.map(({ key: _key, people, opened, deliveries, ...row }) => ({
    ...row,
    // Nobody further is told of what was decided.
    nextStepAt: waiting.has(row.id) ? row.nextStepAt : null,
    people: people.map((each) => ({ ...each, name: nameOf(each.id) })),
    opened: opened.map(({ person, at }) => ({ id: person, name: nameOf(person), at })),
    deliveries: deliveries.map((each) => {
      const attempt = attemptOf.get(each.delivery);
      const isWaiting = each.state === 'waiting';
      return {
        ...each,
        attempts: attempt?.attempts ?? each.attempts,
        name: receiverOf(each.to),
        lastStatus: attempt?.lastStatus ?? null,
        lastProblem: attempt?.lastProblem ?? null,
        nextAttemptAt: isWaiting ? (attempt?.nextAttemptAt.toISOString() ?? null) : null,
      };
    }),
  }));
}

/** Notices where the reader may look, and whatever they themselves were told. */
function visibleTo({ actor }: Ctx): Prisma.Sql {
  const seen = sqlSeenAt(actor, Prisma.sql`n."service"`, NOTICE_ENVIRONMENT);
  if (!isPerson(actor)) return seen;
  const me = JSON.stringify([{ id: actor.id }]);
  return Prisma.sql`(${seen} OR n."people" @> ${me}::jsonb)`;
}

const columns = Prisma.raw(
  columnsOf(noticeProjection)
    .split(', ')
    .map((column) => `n.${column}`)
    .join(', '),
);

/** What people were told of, newest first: where the reader may look, and what they were told. */
export async function listNotices(
  ctx: Ctx,
  { actionId, checkpointId, incidentId, limit, cursor, hasEvents = false }: NoticeQuery,
): Promise<{ items: NoticeOut[]; nextCursor: string | null }> {
  const conditions = [visibleTo(ctx)];
  if (actionId) conditions.push(Prisma.sql`n."actionId" = ${actionId}`);
  if (checkpointId) conditions.push(Prisma.sql`n."checkpointId" = ${checkpointId}`);
  if (incidentId) conditions.push(Prisma.sql`n."incidentId" = ${incidentId}`);
  if (cursor) {
    conditions.push(Prisma.sql`(n."toldAt", n."id") < (${cursor[0]}::timestamptz, ${cursor[1]})`);
  }
  const found = await db().$queryRaw<object[]>`
    SELECT ${columns} FROM ${NOTICE_WITH_PLACE} WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY n."toldAt" DESC, n."id" DESC LIMIT ${limit + 1}`;
  const page = pageOf(parseRows(noticeProjection, found), limit, (row) => [row.toldAt, row.id]);
  const items = await show(ctx, page.items);
  if (!hasEvents) return { items, nextCursor: page.nextCursor };
  const events = await eventsOf(page.items);
  return {
    items: items.map((item) => ({ ...item, events: events.get(item.id) ?? [] })),
    nextCursor: page.nextCursor,
  };
}
