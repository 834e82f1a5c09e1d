import type { RunFacts } from '@/components/incident/run-facts';
import type { StoredEvent } from '@/lib/log/schema';
import { eventClaim } from './event-claim';
import type { TimelineGroup } from './group-events';
import { laneName } from './lane';
import { roomEvent } from './payload';

/** What a row says beside its claim; nothing where it has nothing to say. */
export interface GroupLine {
  claim: string;
  /** The tool of a step, in machine text before the claim. */
  tool: string | null;
  /** Whose work it is: a sub-agent's lane, or the author. */
  lane: string;
  durationMs: number | null;
  /** Secrets that were masked before it was stored. */
  masked: number;
}

const maskedIn = (event: StoredEvent): number =>
  typeof event.payload.masked === 'number' ? event.payload.masked : 0;

const spanMs = (events: readonly StoredEvent[]): number => {
  const [first, last] = [events[0], events.at(-1)];
  return first && last ? Date.parse(last.at) - Date.parse(first.at) : 0;
};

function stepLine({ events }: TimelineGroup, facts: RunFacts | undefined): Partial<GroupLine> {
  const ids = events.map(stepId);
  const row = facts?.stepOf(ids.find((id) => id !== undefined) ?? '');
  const found = events.filter((event) => event.kind === 'evidence.recorded');
  const [one] = found;
  const ended = events.findLast((event) => event.kind === 'step.finished');
  const error = ended && ended.payload.status !== 'ok' ? failure(ended) : undefined;
  const claim =
    error ??
    (found.length > 1
      ? `${found.length} items of evidence, first: ${eventClaim(one ?? events[0], facts)}`
      : one
        ? eventClaim(one, facts)
        : argsText(events));
  return {
    ...(claim === undefined ? {} : { claim }),
    tool: row?.tool ?? null,
    durationMs: row?.durationMs ?? null,
    lane: laneName(events[0], facts, row?.lane),
  };
}

/** Why a step brought nothing; its glyph says that it failed. */
function failure({ payload }: StoredEvent): string {
  const { error, status } = payload;
  return typeof error === 'string' && error !== '' ? error.slice(0, ARGS_SHOWN) : `${status}`;
}

const ARGS_SHOWN = 300;

/** What a step was called with, on one line; most tools take one thing, which then needs no name. */
function argsText(events: readonly StoredEvent[]): string {
  const { args } = events.find((event) => event.kind === 'step.started')?.payload ?? {};
  if (args === undefined || args === null) return '';
  const values = typeof args === 'object' ? Object.values(args) : [args];
  const [only] = values;
  const text = values.length === 1 && typeof only === 'string' ? only : JSON.stringify(args);
  return text.length > ARGS_SHOWN ? `${text.slice(0, ARGS_SHOWN)}…` : text;
}

function stepId(stored: StoredEvent): string | undefined {
  const event = roomEvent(stored);
  if (event.kind === 'step.started' || event.kind === 'step.finished') return event.payload.step;
  return event.kind === 'evidence.recorded' ? event.payload.evidence.step : undefined;
}

function hypothesisLine({ events }: TimelineGroup, facts: RunFacts | undefined): string {
  const main =
    events.find((event) => event.kind === 'hypothesis.proposed') ??
    events.findLast((event) => event.kind === 'hypothesis.revised') ??
    events[0];
  const links = events.filter((event) => event !== main && event.kind === 'hypothesis.linked');
  const against = links.filter((event) => event.payload.relation === 'contradicts').length;
  const counts = [
    links.length - against > 0 && `${links.length - against} for`,
    against > 0 && `${against} against`,
  ].filter(Boolean);
  const claim = eventClaim(main, facts);
  return counts.length > 0 ? `${claim} · ${counts.join(', ')}` : claim;
}

/** The one line of a row. Cheap enough to make for each row as it comes into view. */
export function groupLine(group: TimelineGroup, facts: RunFacts | undefined): GroupLine {
  const { key, events } = group;
  const [first] = events;
  const last = events.at(-1) ?? first;
  const line: GroupLine = {
    claim: eventClaim(first, facts),
    tool: null,
    lane: laneName(first, facts),
    durationMs: null,
    masked: events.reduce((sum, event) => sum + maskedIn(event), 0),
  };
  if (group.made) return { ...line, claim: group.made.claim };
  if (key.startsWith('step:')) return { ...line, ...stepLine(group, facts) };
  if (events.length === 1) return line;
  if (first.kind.startsWith('hypothesis.')) return { ...line, claim: hypothesisLine(group, facts) };
  if (key.startsWith('dir:')) {
    const isHeard = events.some((event) => event.kind === 'directive.acknowledged');
    const stands = isHeard ? 'acknowledged' : 'delivered';
    return { ...line, claim: `${line.claim} · ${stands}` };
  }
  return { ...line, claim: eventClaim(last, facts), durationMs: spanMs(events) };
}

/** Lane of a row without the rest of its line, for the filter and the lanes' marks. */
export function laneOf(group: TimelineGroup, facts: RunFacts | undefined): string {
  const [first] = group.events;
  if (!group.key.startsWith('step:')) return laneName(first, facts);
  return laneName(first, facts, facts?.stepOf(group.key.slice('step:'.length))?.lane);
}
