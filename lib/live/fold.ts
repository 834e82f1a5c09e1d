import { roomProjections } from '@/lib/composition';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { RoomView } from '@/lib/incidents/views';
import { investigationProjection } from '@/lib/investigations/fold';
import type { RoomInvestigation } from '@/lib/investigations/views';
import { foldInto, type Projection, type Tables } from '@/lib/log/projection';
import { fromWire, type StoredEvent } from '@/lib/log/schema';

/** One investigation as the browser holds it: rows by table, and the events loaded so far. */
export interface RoomRun {
  id: string;
  agent: RoomInvestigation['agent'];
  tables: Tables;
  /** In order and without gaps. */
  events: StoredEvent[];
  hasEarlier: boolean;
}

export interface RoomState {
  incident: IncidentRow;
  commander: RoomView['commander'];
  service: RoomView['service'];
  incidentEvents: StoredEvent[];
  runs: RoomRun[];
}

type Wire = Record<string, unknown>;

/** An event off the wire as the folds know it; a body left behind keeps its format. */
export function eventFrom(stream: string, wire: Wire): StoredEvent {
  const event = fromWire(stream, wire);
  const evidence = event.payload.evidence;
  const isBare = event.kind === 'evidence.recorded' && typeof evidence === 'object' && evidence;
  if (!isBare || 'body' in evidence) return event;
  const { format, ...rest } = evidence as { format?: unknown };
  return { ...event, payload: { ...event.payload, evidence: { ...rest, body: { format } } } };
}

const byKey = ({ name, key }: Projection, rows: object[]): [string, Map<string, object>] => [
  name,
  new Map(rows.map((row) => [String(Reflect.get(row, key)), row])),
];

function startRun({ tables, events, ...rest }: RoomInvestigation): RoomRun {
  const given: Record<string, object[]> = tables;
  return {
    ...rest,
    tables: new Map(roomProjections.map((each) => byKey(each, given[each.name] ?? []))),
    events: events.map((wire) => eventFrom(rest.id, wire)),
  };
}

/** The room as the server gave it, ready to fold what follows into it. */
export function startRoom(view: RoomView): RoomState {
  const { incident, commander, service } = view;
  return {
    incident,
    commander,
    service,
    incidentEvents: view.incidentEvents.map((wire) => eventFrom(incident.id, wire)),
    runs: view.investigations.map(startRun),
  };
}

const lists = new WeakMap<Map<string, object>, object[]>();

/** The rows of one table, the same array until the table changes. */
export function rowsOf<Row extends object>(run: RoomRun, of: Projection<Row>): Row[] {
  const table = run.tables.get(of.name);
  if (!table) return [];
  const known = lists.get(table);
  if (known) return known as Row[];
  const rows = [...table.values()];
  lists.set(table, rows);
  return rows as Row[];
}

/** The row of one key, such as `inv_…/E1`. */
export const rowOf = <Row extends object>(run: RoomRun, of: Projection<Row>, key: string) =>
  run.tables.get(of.name)?.get(key) as Row | undefined;

/** The last seq held of each stream, for asking the live stream for what follows. */
export function heldSeqs(state: RoomState): Record<string, number> {
  const runs = state.runs.map((run) => [run.id, lastSeq(run)] as const);
  const last = state.incidentEvents.at(-1)?.seq ?? 0;
  return Object.fromEntries([[state.incident.id, last], ...runs]);
}

export const lastSeq = (run: RoomRun): number =>
  rowOf(run, investigationProjection, run.id)?.lastSeq ?? run.events.at(-1)?.seq ?? 0;

function foldRun(run: RoomRun, events: StoredEvent[]): RoomRun {
  const tables: Tables = new Map(run.tables);
  const copied = new Set<string>();
  for (const event of events) {
    for (const each of roomProjections) {
      if (copied.has(each.name) || each.keysOf(event).length === 0) continue;
      tables.set(each.name, new Map(tables.get(each.name)));
      copied.add(each.name);
    }
    foldInto(tables, roomProjections, event);
  }
  return { ...run, tables, events: [...run.events, ...events] };
}

function foldIncident(state: RoomState, events: StoredEvent[]): RoomState {
  let { incident, commander } = state;
  for (const event of events) {
    incident = incidentProjection.fold(incident, event, incident.id) ?? incident;
    if (incident.commanderId === (commander?.id ?? null)) continue;
    const { commanderId } = incident;
    // Only an id travels; the name is known when people take command themselves.
    const name = event.actor.id === commanderId ? event.actor.name : '';
    commander = commanderId === null ? null : { id: commanderId, name };
  }
  return { ...state, incident, commander, incidentEvents: [...state.incidentEvents, ...events] };
}

const newRun = (created: StoredEvent): RoomRun => ({
  id: created.stream,
  agent: { id: created.actor.id, name: created.actor.name, controlLevel: 'cooperative' },
  tables: new Map(),
  events: [],
  hasEarlier: false,
});

/** Events that continue what is held: repeats are passed over, and a hole ends them. */
function following(events: StoredEvent[], after: number) {
  const fresh: StoredEvent[] = [];
  let expected = after + 1;
  for (const event of events) {
    if (event.seq < expected) continue;
    if (event.seq > expected) return { fresh, hasGap: true };
    fresh.push(event);
    expected += 1;
  }
  return { fresh, hasGap: false };
}

/**
 * Folds events of any of the room's streams into it, copying only what they change. `hasGap`
 * says that something in between is missing and the room must be read anew.
 */
export function foldRoom(
  state: RoomState,
  events: StoredEvent[],
): { state: RoomState; hasGap: boolean } {
  let next = state;
  let hasGap = false;
  for (const stream of new Set(events.map((event) => event.stream))) {
    const all = events.filter((event) => event.stream === stream);
    const known = next.runs.find((run) => run.id === stream);
    const created = all.find((event) => event.seq === 1);
    const isIncident = stream === state.incident.id;
    const run = known ?? (created && !isIncident ? newRun(created) : undefined);
    const after = isIncident ? (next.incidentEvents.at(-1)?.seq ?? 0) : run ? lastSeq(run) : 0;
    const { fresh, hasGap: hasHole } = following(all, after);
    hasGap ||= hasHole || (!run && !isIncident);
    if (fresh.length === 0) continue;
    if (isIncident) next = foldIncident(next, fresh);
    else if (run) {
      const folded = foldRun(run, fresh);
      const runs = known
        ? next.runs.map((each) => (each === known ? folded : each))
        : [...next.runs, folded];
      next = { ...next, runs };
    }
  }
  return { state: next, hasGap };
}

/** Puts earlier events of a run before those it holds; what does not join is left out. */
export function prependEvents(state: RoomState, runId: string, earlier: StoredEvent[]): RoomState {
  const runs = state.runs.map((run) => {
    if (run.id !== runId) return run;
    const first = run.events[0]?.seq ?? lastSeq(run) + 1;
    const fitting = earlier.filter((event) => event.seq < first);
    if (fitting.at(-1)?.seq !== first - 1) return { ...run, hasEarlier: first > 1 };
    return { ...run, events: [...fitting, ...run.events], hasEarlier: (fitting[0]?.seq ?? 1) > 1 };
  });
  return { ...state, runs };
}

/**
 * A room read anew, keeping the earlier events that were already loaded where they join, and what
 * arrived live while the server was answering.
 */
export function renewRoom(before: RoomState, fresh: RoomState): RoomState {
  const runs = fresh.runs.map((run) => {
    const old = before.runs.find((each) => each.id === run.id);
    if (!old) return run;
    const { fresh: later } = following(old.events, lastSeq(run));
    const current = later.length > 0 ? foldRun(run, later) : run;
    const first = run.events[0]?.seq ?? 1;
    const earlier = old.events.filter((event) => event.seq < first);
    if (earlier.at(-1)?.seq !== first - 1) return current;
    return { ...current, events: [...earlier, ...current.events], hasEarlier: old.hasEarlier };
  });
  return { ...fresh, runs };
}
