import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { EVERYTHING } from '@/lib/freeze/schema';
import type { PrintedRoom, PrintedRun } from '@/lib/incidents/printed';
import { readRoom } from '@/lib/incidents/server/read-room';
import { readRoomThen } from '@/lib/incidents/server/read-room-then';
import type { RoomView } from '@/lib/incidents/views';
import { readActivity } from '@/lib/investigations/server/read-activity';
import { namedRows } from '@/lib/investigations/server/named-rows';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import type { Moment } from '@/lib/live/instant';
import { readStreamBefore } from '@/lib/log/read';

/** Events of one run that are printed at most, the newest of it: some two hundred pages. */
const MOST_PRINTED = 5000;

interface Asked {
  id: string;
  run?: string | undefined;
  /** The moment that is looked back at; now without one. */
  moment?: Moment | undefined;
}

async function runOf(
  ctx: Ctx,
  { id, tables }: RoomView['investigations'][number],
): Promise<PrintedRun> {
  const upTo = tables.investigation[0]?.lastSeq ?? 0;
  const [events, { items }] = await Promise.all([
    readStreamBefore(id, upTo + 1, MOST_PRINTED),
    readActivity(ctx, { id }),
  ]);
  const rows = await namedRows(id, upTo, events);
  return { id, events: events.map(withoutBodies), rows, activity: items };
}

async function isFrozenNow(service: string): Promise<boolean> {
  const where = { service: { in: [EVERYTHING, service] }, state: 'active' };
  return (await db().freeze.count({ where })) > 0;
}

/** Everything that the printed room says; who may read the room may print it. @throws NotFound */
export async function readPrinted(ctx: Ctx, { id, run, moment }: Asked): Promise<PrintedRoom> {
  const view = moment ? await readRoomThen(ctx, { id, run, moment }) : await readRoom(ctx, { id });
  const { asOf, incident, investigations } = view;
  return {
    view,
    runs: await Promise.all(investigations.map((each) => runOf(ctx, each))),
    isFrozen: asOf ? asOf.freezes.length > 0 : await isFrozenNow(incident.service),
  };
}
