import type { ActionRow, ActionVersionRow } from '@/lib/actions/schema';
import type { EvidenceRow } from '@/lib/evidence/schema';
import type { ExecutionRow, GrantRow } from '@/lib/grants/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { RoomView } from '@/lib/incidents/views';
import type {
  CheckpointRow,
  DirectiveRow,
  InvestigationRow,
  StepRow,
} from '@/lib/investigations/schema';
import type { RoomInvestigation } from '@/lib/investigations/views';
import type { Tables } from '@/lib/log/projection';
import type { StoredEvent, WireEvent } from '@/lib/log/schema';

/** The rows of a room's tables, by the table's name. */
export interface RoomRows {
  investigation: InvestigationRow;
  step: StepRow;
  evidence: EvidenceRow;
  hypothesis: HypothesisRow;
  checkpoint: CheckpointRow;
  directive: DirectiveRow;
  action: ActionRow;
  action_version: ActionVersionRow;
  grant: GrantRow;
  execution: ExecutionRow;
}
export type RoomTable = keyof RoomRows;

/**
 * The key field of each table, as the folds have it. Repeated here so that the first sight of a
 * room needs neither folds nor schemas; a test holds the two together.
 */
export const ROOM_KEYS: { [Name in RoomTable]: keyof RoomRows[Name] & ('id' | 'key') } = {
  investigation: 'id',
  step: 'key',
  evidence: 'key',
  hypothesis: 'key',
  checkpoint: 'id',
  directive: 'id',
  action: 'id',
  action_version: 'key',
  grant: 'id',
  execution: 'id',
};

/** One investigation as the browser holds it: rows by table, and the events loaded so far. */
export interface RoomRun {
  id: string;
  agent: RoomInvestigation['agent'];
  agents: RoomInvestigation['agents'];
  reach: RoomInvestigation['reach'];
  terms: RoomInvestigation['terms'];
  /** Whether `tables` hold every step and item of evidence. */
  isWhole: boolean;
  tally: RoomInvestigation['tally'];
  told: RoomInvestigation['told'];
  tables: Tables;
  /** In order and without gaps. */
  events: StoredEvent[];
  hasEarlier: boolean;
  /** What is in view does not reach to the newest event: what arrives is folded, and not shown. */
  hasLater: boolean;
  /** Somebody reads far above the newest: of too many events, what is read is not what is let go of. */
  isReadBack: boolean;
}

export interface RoomState {
  incident: IncidentRow;
  commander: RoomView['commander'];
  service: RoomView['service'];
  survivor: RoomView['survivor'];
  parts: RoomView['parts'];
  rights: RoomView['rights'];
  incidentEvents: StoredEvent[];
  runs: RoomRun[];
  /** The moment that is looked back at; null of the present. */
  asOf: RoomView['asOf'];
}

/** An event off the wire as the folds know it; a body left behind keeps its format. */
export function eventFrom(stream: string, wire: WireEvent): StoredEvent {
  const { seq, id, kind, actor, at, recordedAt, hash, erasedSeq, ...payload } = wire;
  const event = { stream, seq, id, kind, actor, at, recordedAt, hash, erasedSeq, payload };
  const { evidence } = payload;
  const isBare = kind === 'evidence.recorded' && typeof evidence === 'object' && evidence;
  if (!isBare || 'body' in evidence) return event;
  const { format, ...rest } = evidence as { format?: unknown };
  return { ...event, payload: { ...payload, evidence: { ...rest, body: { format } } } };
}

function startRun({ tables, events, ...rest }: RoomInvestigation): RoomRun {
  const given: Record<string, object[]> = tables;
  const keyed = Object.entries(ROOM_KEYS).map(([name, key]): [string, Map<string, object>] => [
    name,
    new Map((given[name] ?? []).map((row) => [String(Reflect.get(row, key)), row])),
  ]);
  return {
    ...rest,
    tables: new Map(keyed),
    events: events.map((wire) => eventFrom(rest.id, wire)),
    hasLater: false,
    isReadBack: false,
  };
}

/** The room as the server gave it, ready to fold what follows into it. */
export function startRoom(view: RoomView): RoomState {
  const { incident, commander, service, survivor, parts, rights, asOf } = view;
  return {
    incident,
    commander,
    service,
    survivor,
    parts,
    rights,
    asOf,
    incidentEvents: view.incidentEvents.map((wire) => eventFrom(incident.id, wire)),
    runs: view.investigations.map(startRun),
  };
}

/** Says whether somebody reads a run far above its newest event; the same room where that is known. */
export function markReadBack(state: RoomState, id: string, isReadBack: boolean): RoomState {
  const isNews = state.runs.some((run) => run.id === id && run.isReadBack !== isReadBack);
  if (!isNews) return state;
  return {
    ...state,
    runs: state.runs.map((run) => (run.id === id ? { ...run, isReadBack } : run)),
  };
}

const lists = new WeakMap<Map<string, object>, object[]>();

/** The rows of one table, the same array until the table changes. */
export function rowsOf<Name extends RoomTable>(run: RoomRun, name: Name): RoomRows[Name][] {
  const table = run.tables.get(name);
  if (!table) return [];
  const known = lists.get(table);
  if (known) return known as RoomRows[Name][];
  const rows = [...table.values()];
  lists.set(table, rows);
  return rows as RoomRows[Name][];
}

/** The row of one key, such as `inv_…/E1`. */
export const rowOf = <Name extends RoomTable>(run: RoomRun, name: Name, key: string) =>
  run.tables.get(name)?.get(key) as RoomRows[Name] | undefined;

export const lastSeq = (run: RoomRun): number =>
  rowOf(run, 'investigation', run.id)?.lastSeq ?? run.events.at(-1)?.seq ?? 0;

/** The last seq held of each stream, for asking the live stream for what follows. */
export function heldSeqs(state: RoomState): Record<string, number> {
  const runs = state.runs.map((run) => [run.id, lastSeq(run)] as const);
  const last = state.incidentEvents.at(-1)?.seq ?? 0;
  return Object.fromEntries([[state.incident.id, last], ...runs]);
}
