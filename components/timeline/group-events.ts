import type { StoredEvent } from '@/lib/log/schema';
import type { EventFace } from './event-face';

/** What a row is about; the filter's kinds. */
export type Topic =
  | 'step'
  | 'evidence'
  | 'hypothesis'
  | 'stop'
  | 'directive'
  | 'action'
  | 'note'
  | 'violation'
  | 'run'
  | 'incident'
  | 'told';

/** What a row or an event of it says, where that was made with it: its words came later than the page. */
export interface MadeWords {
  face: EventFace;
  claim: string;
}

/** One row: a step with its evidence, an execution with its output, or a single event. */
export interface TimelineGroup {
  /** The same for as long as its first event is loaded; it stands in links. */
  key: string;
  topics: Topic[];
  /** In order, never empty. */
  events: [StoredEvent, ...StoredEvent[]];
  /** Of the row, and of its events in their order. */
  made?: MadeWords & { events: MadeWords[] };
}

export interface Grouped {
  groups: TimelineGroup[];
  /** What was grouped, to tell whether a later list only continues it. */
  events: readonly StoredEvent[];
  /** Where each key stands; shared with the results that continue this one. */
  places: Map<string, number>;
}

/** By the beginning of a kind; what has none of these is of the run. */
export const TOPICS: [prefix: string, topic: Topic][] = [
  ['step.', 'step'],
  ['evidence.', 'evidence'],
  ['hypothesis.', 'hypothesis'],
  ['checkpoint.', 'stop'],
  ['directive.', 'directive'],
  ['action.', 'action'],
  ['grant.', 'action'],
  ['execution.', 'action'],
  ['verification.', 'action'],
  ['note.', 'note'],
  ['verdict.', 'note'],
  ['scope.', 'violation'],
  ['write.', 'violation'],
  ['drift.', 'stop'],
  ['incident.', 'incident'],
  ['command.', 'incident'],
];

export const topicOf = (kind: string): Topic =>
  TOPICS.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? 'run';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The key of an event that stands by itself. */
export function eventKey({ stream, seq }: StoredEvent): string {
  if (stream.startsWith('ntc_')) return `ntc:${stream}/${seq}`;
  return `${stream.startsWith('inc_') ? 'i' : 'e'}:${seq}`;
}

/** The hypothesis an event revises or links, which may stand in one row with its neighbours. */
function hypothesisOf({ kind, payload }: StoredEvent): string | undefined {
  if (!kind.startsWith('hypothesis.')) return undefined;
  const { hypothesis } = payload as { hypothesis?: { id?: unknown } };
  return text(payload.hypothesisId) ?? text(hypothesis?.id);
}

/** The step, directive, grant or execution whose row an event belongs to, wherever that stands. */
function rowKey({ kind, payload }: StoredEvent): string | undefined {
  const of = (prefix: string, id: unknown) => (text(id) ? `${prefix}:${text(id)}` : undefined);
  if (kind.startsWith('step.')) return of('step', payload.step);
  if (kind === 'evidence.recorded') {
    const { evidence } = payload as { evidence?: { step?: unknown } };
    return of('step', evidence?.step);
  }
  if (kind.startsWith('directive.')) return of('dir', payload.directive);
  if (kind.startsWith('grant.')) return of('grt', payload.grant);
  if (kind.startsWith('execution.')) return of('exe', payload.execution);
  return undefined;
}

/** Revisions and links of one hypothesis in a row, by one author, are one row. */
function joinsLast(last: TimelineGroup | undefined, event: StoredEvent): boolean {
  const hypothesis = hypothesisOf(event);
  const before = last?.events.at(-1);
  if (!hypothesis || !before || hypothesisOf(before) !== hypothesis) return false;
  return before.actor.id === event.actor.id;
}

function addTo(group: TimelineGroup, event: StoredEvent): void {
  const topic = topicOf(event.kind);
  if (!group.topics.includes(topic)) group.topics.push(topic);
  group.events.push(event);
}

const copyOf = (group: TimelineGroup): TimelineGroup => ({
  ...group,
  topics: [...group.topics],
  events: [...group.events],
});

const continues = (before: readonly StoredEvent[], events: readonly StoredEvent[]): boolean =>
  before.length > 0 &&
  before.length <= events.length &&
  before[0] === events[0] &&
  before.at(-1) === events[before.length - 1];

/**
 * Rows out of events, each where its first event stands. When `events` only continues what
 * `before` was made of, no more than the new ones are looked at.
 */
export function groupEvents(events: readonly StoredEvent[], before?: Grouped): Grouped {
  const known = before && continues(before.events, events) ? before : undefined;
  if (known && known.events.length === events.length) return known;
  const groups = known ? [...known.groups] : [];
  const places = known?.places ?? new Map<string, number>();
  // Rows made or copied in this call may be added to; those of earlier results may not.
  const own = new Set<number>();
  for (const event of events.slice(known?.events.length ?? 0)) {
    const shared = rowKey(event);
    const last = groups.at(-1);
    const place = shared
      ? places.get(shared)
      : joinsLast(last, event)
        ? groups.length - 1
        : undefined;
    const group = place === undefined ? undefined : groups[place];
    if (place !== undefined && group) {
      const mine = own.has(place) ? group : copyOf(group);
      addTo(mine, event);
      groups[place] = mine;
      own.add(place);
      continue;
    }
    const key = shared ?? eventKey(event);
    places.set(key, groups.length);
    own.add(groups.length);
    groups.push({ key, topics: [topicOf(event.kind)], events: [event] });
  }
  return { groups, events, places };
}

/** Puts the incident's own rows between those of a run, by the time they were recorded. */
export function mergeGroups(run: TimelineGroup[], incident: TimelineGroup[]): TimelineGroup[] {
  if (incident.length === 0) return run;
  const merged: TimelineGroup[] = [];
  let next = 0;
  for (const group of run) {
    for (let other = incident[next]; other; other = incident[next]) {
      if (other.events[0].recordedAt > group.events[0].recordedAt) break;
      merged.push(other);
      next += 1;
    }
    merged.push(group);
  }
  return [...merged, ...incident.slice(next)];
}
