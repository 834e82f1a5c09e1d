import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { PARTS, withDoers } from '@/lib/changes/incident-changes';
import { changesBetween } from '@/lib/changes/rules';
import type { Change, RoomChanges } from '@/lib/changes/schema';
import { arrivalsOf } from '@/lib/changes/server/arrivals';
import { trimChanges } from '@/lib/changes/trim';
import { db } from '@/lib/db/client';
import { NotFound } from '@/lib/errors';
import { freezeProjection } from '@/lib/freeze/fold';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { type Cut, cutOf } from '@/lib/incidents/server/cut-of';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { freezesThen, incidentThen, runsEver } from '@/lib/incidents/server/incident-then';
import { readRefs } from '@/lib/incidents/server/parts';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { agentRefs } from '@/lib/investigations/server/agent-refs';
import type { Moment } from '@/lib/live/instant';
import { pastTables } from '@/lib/live/server/past-tables';
import { placeAt } from '@/lib/live/server/place-at';
import { databaseNow } from '@/lib/log/clock';
import type { Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

/** A room at a moment: what it folds to, and up to which seq of each run that is. */
interface RoomAt {
  tables: Tables;
  seqs: Map<string, number>;
  /** Of the incident's own stream. */
  events: StoredEvent[];
  partIds: string[];
}

async function runAt(row: InvestigationRow, cut: Cut) {
  const seq = row.id === cut.run ? cut.seq : await placeAt(row.id, cut.by, 'recordedAt');
  return { id: row.id, seq, tables: seq > 0 ? await pastTables(row.id, seq) : new Map() };
}

async function roomAt(
  ctx: Ctx,
  incident: IncidentRow,
  rows: InvestigationRow[],
  cut: Cut,
): Promise<RoomAt> {
  const [then, freezes, ...runs] = await Promise.all([
    incidentThen(incident, cut.by),
    freezesThen(ctx, incident.service, cut.by),
    ...rows.map((row) => runAt(row, cut)),
  ]);
  const tables: Tables = new Map<string, Map<string, object>>([
    [incidentProjection.name, new Map(then.incident && [[incident.id, then.incident]])],
    [freezeProjection.name, new Map(freezes.map((freeze) => [freeze.id, freeze]))],
    [PARTS, new Map(then.partIds.map((id) => [id, { id }]))],
  ]);
  for (const run of runs) {
    for (const [name, held] of run.tables) {
      tables.set(name, new Map([...(tables.get(name) ?? []), ...held]));
    }
  }
  const seqs = new Map(runs.map(({ id, seq }) => [id, seq]));
  return { tables, seqs, events: then.events, partIds: then.partIds };
}

/** By the places in the run's log; where no run is looked at, by what the clocks say. */
const isBefore = (a: Cut, b: Cut): boolean =>
  a.run === null || a.seq === b.seq ? a.by <= b.by : a.seq < b.seq;

/** Names of commanders, who stand in an incident by their ids. */
async function peopleIn(changes: readonly Change[]) {
  const ids = changes.flatMap((change) =>
    change.about === 'incident' && change.field === 'commander'
      ? [change.from ?? [], change.to ?? []].flat()
      : [],
  );
  if (ids.length === 0) return [];
  return db().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
}

async function presentOf(chosen: InvestigationRow | undefined): Promise<Moment> {
  if (chosen) return { seq: chosen.lastSeq };
  return { instant: (await databaseNow()).toISOString() };
}

export interface ChangesAsked {
  id: string;
  run?: string | undefined;
  since: Moment;
  /** The present, where it is left out. */
  at?: Moment | undefined;
}

/**
 * What changed in a room between two moments, whichever of them is given first: the difference of what
 * it folded to. Who may read it is asked of the present, as for the room.
 * @throws NotFound, Invalid for a seq of no run
 */
export async function readChanges(
  ctx: Ctx,
  { id, run, since, at }: ChangesAsked,
): Promise<RoomChanges> {
  const incident = await getIncident(ctx, { id });
  const ever = await runsEver(ctx, id);
  const chosen = run === undefined ? ever.at(-1) : ever.find((row) => row.id === run);
  if (run !== undefined && !chosen) throw new NotFound('This investigation');
  const cuts = await Promise.all([
    cutOf(since, chosen),
    cutOf(at ?? (await presentOf(chosen)), chosen),
  ]);
  const [from, to] = isBefore(...cuts) ? cuts : [cuts[1], cuts[0]];
  // Where the present is meant, all that the rest of the log holds by now counts.
  const until = at === undefined ? { ...to, by: (await databaseNow()).toISOString() } : to;
  const [before, after] = await Promise.all([
    roomAt(ctx, incident, ever, from),
    roomAt(ctx, incident, ever, until),
  ]);
  const shown = new Set([id, ...before.partIds, ...after.partIds]);
  const rows = ever.filter((row) => shown.has(row.incidentId));
  const isShown = new Set(rows.map((row) => row.id));
  const all = changesBetween(before.tables, after.tables).filter(
    (change) => !('run' in change) || isShown.has(change.run),
  );
  const { changes, leftOut } = trimChanges(
    withDoers(all, after.events.slice(before.events.length)),
  );
  const moved = rows.filter((row) => seqIn(after, row) > seqIn(before, row));
  const [arrivals, agents, people, parts] = await Promise.all([
    Promise.all(
      moved.map((row) =>
        arrivalsOf({ run: row.id, after: seqIn(before, row), until: seqIn(after, row) }, changes),
      ),
    ),
    agentRefs(moved.map(({ agentId }) => agentId)),
    peopleIn(changes),
    readRefs(
      ctx.actor,
      changes.flatMap((change) => (change.about === 'part' ? [change.id] : [])),
    ),
  ]);
  return {
    from: { run: from.run, seq: from.seq, at: from.at },
    to: {
      run: to.run,
      seq: to.seq,
      at: at === undefined ? until.by : to.at,
      isNow: at === undefined,
    },
    changes,
    leftOut,
    arrivals,
    runs: moved.map((row) => ({
      id: row.id,
      agentName: agents.get(row.agentId)?.name ?? row.agentId,
      service: row.service,
    })),
    people,
    parts,
  };
}

const seqIn = ({ seqs }: RoomAt, { id }: InvestigationRow): number => seqs.get(id) ?? 0;
