import { evidenceProjection } from '@/lib/evidence/fold';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { stepProjection } from '@/lib/investigations/fold-held';
import type { StepRow } from '@/lib/investigations/schema';
import { neededRows, WHOLE_ROWS } from '@/lib/investigations/needed-rows';
import {
  lastSeq,
  rowsOf,
  type RoomRun,
  type RoomState,
  type RoomTable,
} from '@/lib/live/room-state';
import { foldInto, listed, type Projection, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

/** Events of a run that a browser holds: a stretch without gaps around what is being read. */
export const MOST_EVENTS = 3000;
/** Trimmed only past this many more, so that not every arrival trims. */
const SLACK = 500;

const MANY = [listed(stepProjection), listed(evidenceProjection)];

/** Whether a row may be made of an event: there is none, or a step whose end comes only now. */
function isLacked(run: RoomRun, { name, keysOf }: Projection, event: StoredEvent): boolean {
  const [key] = keysOf(event);
  if (key === undefined) return false;
  const row = run.tables.get(name)?.get(key);
  if (!row) return true;
  return event.kind === 'step.finished' && Reflect.get(row, 'finishedSeq') === null;
}

/** Rows of steps and evidence that the events in view tell of and the tables lack. */
export function fillRows(run: RoomRun): RoomRun {
  const missing: Tables = new Map();
  for (const event of run.events) {
    const lacked = MANY.filter((each) => isLacked(run, each, event));
    for (const { name, keysOf } of lacked) {
      const [key = ''] = keysOf(event);
      const known = run.tables.get(name)?.get(key);
      const made = missing.get(name) ?? new Map<string, object>();
      if (known && !made.has(key)) missing.set(name, made.set(key, known));
    }
    foldInto(missing, lacked, event);
  }
  if (missing.size === 0) return run;
  const tables: Tables = new Map(run.tables);
  for (const [name, rows] of missing) {
    tables.set(name, new Map([...(run.tables.get(name) ?? []), ...rows]));
  }
  return { ...run, tables };
}

/** Lets go of steps and evidence that nothing in view names, once there are many. */
export function dropRows(run: RoomRun): RoomRun {
  const isMany = (name: RoomTable) => (run.tables.get(name)?.size ?? 0) > WHOLE_ROWS + MOST_EVENTS;
  if (!isMany('step') && !isMany('evidence')) return run;
  const needed = neededRows({
    events: run.events,
    hypotheses: rowsOf(run, 'hypothesis'),
    versions: rowsOf(run, 'action_version'),
    drift: rowsOf(run, 'investigation')[0]?.drift ?? null,
  });
  const kept = (name: RoomTable, ids: string[]) => {
    const table = run.tables.get(name);
    return new Map(
      ids.flatMap((id) => {
        const row = table?.get(`${run.id}/${id}`);
        return row ? [[`${run.id}/${id}`, row] as const] : [];
      }),
    );
  };
  const tables: Tables = new Map(run.tables);
  tables.set('step', kept('step', needed.steps));
  tables.set('evidence', kept('evidence', needed.evidence));
  return { ...run, tables, isWhole: false };
}

const withWindow = (run: RoomRun, events: StoredEvent[]): RoomRun => ({
  ...run,
  events,
  hasEarlier: (events[0]?.seq ?? 1) > 1,
  hasLater: (events.at(-1)?.seq ?? lastSeq(run)) < lastSeq(run),
});

/**
 * A run without the oldest of too many events; or, while somebody reads far above the newest, without
 * the newest, which arrive out of their sight.
 */
export function trim(run: RoomRun): RoomRun {
  if (run.events.length <= MOST_EVENTS + SLACK) return run;
  const { events, isReadBack } = run;
  const kept = isReadBack ? events.slice(0, MOST_EVENTS) : events.slice(-MOST_EVENTS);
  return dropRows(withWindow(run, kept));
}

function changed(state: RoomState, id: string, change: (run: RoomRun) => RoomRun): RoomState {
  return { ...state, runs: state.runs.map((run) => (run.id === id ? change(run) : run)) };
}

/** What was not known yet at the moment that is shown is left out. */
const upTo = (run: RoomRun, events: StoredEvent[]): StoredEvent[] =>
  events.filter(({ seq }) => seq <= lastSeq(run));

/** Puts earlier events before those in view; what does not join them is left out. */
export function prependEvents(state: RoomState, id: string, earlier: StoredEvent[]): RoomState {
  return changed(state, id, (run) => {
    const first = run.events[0]?.seq ?? lastSeq(run) + 1;
    const fitting = earlier.filter(({ seq }) => seq < first);
    if (fitting.at(-1)?.seq !== first - 1) return { ...run, hasEarlier: first > 1 };
    const all = [...fitting, ...run.events];
    const kept = all.length > MOST_EVENTS + SLACK ? all.slice(0, MOST_EVENTS) : all;
    return dropRows(fillRows(withWindow(run, kept)));
  });
}

/** Puts later events after those in view; what does not join them is left out. */
export function appendLater(state: RoomState, id: string, later: StoredEvent[]): RoomState {
  return changed(state, id, (run) => {
    const last = run.events.at(-1)?.seq ?? 0;
    const fitting = upTo(run, later).filter(({ seq }) => seq > last);
    if (fitting[0]?.seq !== last + 1) return withWindow(run, run.events);
    return trim(fillRows(withWindow(run, [...run.events, ...fitting])));
  });
}

/** Shows another stretch of a run: its beginning, or its newest events. */
export function showStretch(state: RoomState, id: string, events: StoredEvent[]): RoomState {
  return changed(state, id, (run) => dropRows(fillRows(withWindow(run, upTo(run, events)))));
}

/** Holds rows that something else than the stretch in view names, such as what a search found. */
export const holdRows = (
  state: RoomState,
  id: string,
  rows: { step: StepRow[]; evidence: EvidenceRow[] },
): RoomState =>
  changed(state, id, (run) => {
    const tables: Tables = new Map(run.tables);
    for (const name of ['step', 'evidence'] as const) {
      const table = new Map(run.tables.get(name));
      for (const row of rows[name]) if (!table.has(row.key)) table.set(row.key, row);
      tables.set(name, table);
    }
    return { ...run, tables };
  });
