import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { Invalid, NotFound } from '@/lib/errors';
import { freezeProjection } from '@/lib/freeze/fold';
import { EVERYTHING } from '@/lib/freeze/schema';
import { showFreeze } from '@/lib/freeze/server/list-freezes';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { partIdsAfter } from '@/lib/incidents/part-ids';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { readRef, readRefs } from '@/lib/incidents/server/parts';
import type { RoomView } from '@/lib/incidents/views';
import { investigationProjection } from '@/lib/investigations/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { resourceOf } from '@/lib/investigations/server/load';
import { readRoomInvestigationThen } from '@/lib/investigations/server/read-room-then';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import type { AsOf, Moment } from '@/lib/live/instant';
import { rowsThen } from '@/lib/live/past';
import { placeAt } from '@/lib/live/server/place-at';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import { readStream, readStreamsUntil } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import { serviceProjection, serviceStream } from '@/lib/services/fold';

const MOMENT = 'That moment of this incident';
/** Of an incident’s own stream: beyond any that people and alerts make. */
const MOST_EVENTS = 100_000;
const PAST = [listed(incidentProjection), listed(serviceProjection)];

/** A moment as a place in one run's log and as what the clocks say; `by` is the database's. */
interface Cut {
  run: string | null;
  seq: number;
  at: string;
  nextAt: string | null;
  by: string;
}

/** Screens tell a recording by its own instants, everything else by the database's. */
const clockOf = (row: InvestigationRow) => (row.clock === 'imported' ? 'at' : 'recordedAt');

async function cutOf(moment: Moment, row: InvestigationRow | undefined): Promise<Cut> {
  if (!row) {
    if ('seq' in moment) throw new Invalid([{ path: 'run', message: 'names the run of this seq' }]);
    const { instant } = moment;
    return { run: null, seq: 0, at: instant, nextAt: null, by: instant };
  }
  const clock = clockOf(row);
  const seq =
    'seq' in moment
      ? Math.min(moment.seq, row.lastSeq)
      : await placeAt(row.id, moment.instant, clock);
  const around = await readStream(row.id, Math.max(0, seq - 1), 2);
  const event = around.find((each) => each.seq === seq);
  const nextAt = around.find((each) => each.seq === seq + 1)?.[clock] ?? null;
  const isBySeq = 'seq' in moment;
  const at = isBySeq || !event ? event?.[clock] : moment.instant;
  // A recording's instants are not the log's: what else was known goes by when its event was taken in.
  const by = isBySeq || clock === 'at' ? event?.recordedAt : moment.instant;
  const asked = isBySeq ? row.startedAt : moment.instant;
  return { run: row.id, seq, at: at ?? asked, nextAt, by: by ?? asked };
}

/** The incident, and its service in the catalogue, as they were by an instant. */
async function incidentThen(incident: IncidentRow, by: string) {
  const events = await readStreamsUntil([incident.id, serviceStream(incident.service)], by);
  const tables: Tables = new Map();
  for (const event of events) foldInto(tables, PAST, event);
  const [then] = rowsThen(tables, incidentProjection);
  const [service] = rowsThen(tables, serviceProjection);
  if (!then) throw new NotFound(MOMENT);
  const own = events.filter(({ stream }) => stream === incident.id);
  return {
    incident: then,
    service: service ?? null,
    incidentEvents: own.map(withoutBodies),
    partIds: partIdsAfter(own),
  };
}

/** Runs that the room has ever shown and the asker may know of: its own, and of what joined it. */
async function runsEver(ctx: Ctx, id: string): Promise<InvestigationRow[]> {
  const joined = await readStream(id, 0, MOST_EVENTS);
  const ever = joined.filter(({ kind }) => kind === 'incident.joined');
  const found = await db().investigation.findMany({
    where: { incidentId: { in: [id, ...partIdsAfter(ever)] } },
    orderBy: { startedAt: 'asc' },
  });
  return parseRows(investigationProjection, found).filter(
    (row) => can(ctx.actor, 'investigation.read', resourceOf(row)).allowed,
  );
}

async function freezesThen(ctx: Ctx, service: string, by: string): Promise<AsOf['freezes']> {
  const found = await db().freeze.findMany({
    where: {
      service: { in: [EVERYTHING, service] },
      setAt: { lte: by },
      OR: [{ liftedAt: null }, { liftedAt: { gt: by } }],
    },
  });
  return parseRows(freezeProjection, found).map((row) => ({
    ...showFreeze(ctx.actor, row),
    state: 'active',
    liftRequest: row.liftRequest && row.liftRequest.at <= by ? row.liftRequest : null,
    agreedBy: null,
    liftedAt: null,
  }));
}

/**
 * The room as it was known at a moment: at a seq of one of its investigations, or at an instant. Who
 * may read it is asked of the present.
 * @throws NotFound before the incident was opened, Invalid for a seq of no run
 */
export async function readRoomThen(
  ctx: Ctx,
  { id, run, moment }: { id: string; run?: string | undefined; moment: Moment },
): Promise<RoomView> {
  const now = await getIncident(ctx, { id });
  const rows = await runsEver(ctx, id);
  const chosen = run === undefined ? rows.at(-1) : rows.find((row) => row.id === run);
  if (run !== undefined && !chosen) throw new NotFound('This investigation');
  const { by, ...place } = await cutOf(moment, chosen);
  const [{ partIds, ...then }, freezes] = await Promise.all([
    incidentThen(now, by),
    freezesThen(ctx, now.service, by),
  ]);
  const shown = new Set([id, ...partIds]);
  const { mergedInto } = then.incident;
  const [survivor, parts, ...runs] = await Promise.all([
    mergedInto ? readRef(ctx.actor, mergedInto) : null,
    readRefs(ctx.actor, partIds),
    ...rows.map(async (row) => {
      if (!shown.has(row.incidentId)) return undefined;
      const seq = row === chosen ? place.seq : await placeAt(row.id, by, 'recordedAt');
      return seq > 0 ? readRoomInvestigationThen(row.id, seq, by) : undefined;
    }),
  ]);
  const { commanderId } = then.incident;
  const commander = commanderId
    ? await db().person.findUnique({
        where: { id: commanderId },
        select: { id: true, name: true },
      })
    : null;
  return {
    ...then,
    survivor,
    parts,
    commander,
    investigations: runs.filter((each) => each !== undefined),
    now: place.at,
    asOf: { ...place, freezes },
  };
}
