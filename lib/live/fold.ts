import { roomProjections } from '@/lib/composition';
import { incidentProjection } from '@/lib/incidents/fold';
import { z } from 'zod';
import { eventFrom, lastSeq, type RoomRun, type RoomState } from '@/lib/live/room-state';
import { dropRows, fillRows, trim } from '@/lib/live/window';
import { foldInto, type Tables } from '@/lib/log/projection';
import { storedEvent, type StoredEvent } from '@/lib/log/schema';

/** One event of the room that is open, bodies of evidence left out. */
const timelineFrame = z.object({ stream: z.string(), event: storedEvent });

/** The events of timeline frames, as they came over the line. @throws ZodError */
export const readFrames = (frames: readonly unknown[]): StoredEvent[] =>
  frames.map((frame) => {
    const { stream, event } = timelineFrame.parse(frame);
    return eventFrom(stream, event);
  });

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
  if (run.hasLater) return dropRows({ ...run, tables });
  return trim({ ...run, tables, events: [...run.events, ...events] });
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
  agents: [],
  reach: null,
  terms: null,
  isWhole: true,
  tally: null,
  told: null,
  tables: new Map(),
  events: [],
  hasEarlier: false,
  hasLater: false,
  isReadBack: false,
});

/** What changes which runs a room shows. */
const RESHAPING: ReadonlySet<string> = new Set([
  'incident.joined',
  'incident.left',
  'incident.merged',
  'incident.unmerged',
]);

/** Whether somebody wrote who is not known here yet, nor what they may do. */
const isStranger = (run: RoomRun, { actor }: StoredEvent): boolean =>
  actor.type === 'agent' && !run.agents.some(({ id }) => id === actor.id);

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
 * says that something is missing which the stream does not tell, and the room must be read anew.
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
    // A run that begins here does not say how far its agent can be held: the server knows.
    hasGap ||= hasHole || (!known && !isIncident);
    if (fresh.length === 0) continue;
    if (isIncident) {
      next = foldIncident(next, fresh);
      // Whose runs stand here, and what this is part of, the server knows.
      hasGap ||= fresh.some(({ kind }) => RESHAPING.has(kind));
    } else if (run) {
      hasGap ||= fresh.some((event) => isStranger(run, event));
      const folded = foldRun(run, fresh);
      // What a stop point found can be counted here no longer: the server does.
      hasGap ||= run.isWhole && !folded.isWhole;
      const runs = known
        ? next.runs.map((each) => (each === known ? folded : each))
        : [...next.runs, folded];
      next = { ...next, runs };
    }
  }
  return { state: next, hasGap };
}

/**
 * A room read anew, keeping the earlier events that were already loaded where they join, and what
 * arrived live while the server was answering.
 */
export function renewRoom(before: RoomState, fresh: RoomState): RoomState {
  const runs = fresh.runs.map((found) => {
    const old = before.runs.find((each) => each.id === found.id);
    if (!old) return found;
    const run = { ...found, isReadBack: old.isReadBack };
    // Somebody reads far from the end: they go on reading what they were.
    if (old.hasLater) {
      const { events, hasEarlier, hasLater } = old;
      return fillRows({ ...run, events, hasEarlier, hasLater });
    }
    const { fresh: later } = following(old.events, lastSeq(run));
    const current = later.length > 0 ? foldRun(run, later) : run;
    const first = run.events[0]?.seq ?? 1;
    const earlier = old.events.filter((event) => event.seq < first);
    if (earlier.at(-1)?.seq !== first - 1) return current;
    const events = [...earlier, ...current.events];
    return trim({ ...current, events, hasEarlier: old.hasEarlier });
  });
  return { ...fresh, runs };
}
