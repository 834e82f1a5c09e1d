import type { StoredEvent } from '@/lib/log/schema';

/** What a search over a whole run asks for; empty lists ask for everything. */
export interface EventSearch {
  /** Words as they are typed; anywhere in what the event says, whatever their case. */
  text: string;
  /** Beginnings of kinds, as `step.`. */
  kinds: readonly string[];
  sources: readonly string[];
  /** Names, to the letter. */
  services: readonly string[];
}

/** A stretch of time; both ends belong to it, and null leaves an end open. RFC 3339. */
export interface SearchWindow {
  from: string | null;
  to: string | null;
}

function says(value: unknown, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle);
  if (typeof value === 'number') return String(value).includes(needle);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => says(each, needle));
}

const sourceOf = ({ payload }: StoredEvent): unknown =>
  payload.source ?? (payload as { evidence?: { source?: unknown } }).evidence?.source;

const known = (...names: unknown[]): string[] =>
  names.filter((name): name is string => typeof name === 'string');

/**
 * The services that an event is about, by what it says itself: where evidence was read, what a change
 * would be made to, what an agent reached for outside its scope, what an incident or a run is on.
 */
export function servicesOf({ kind, payload }: StoredEvent): string[] {
  const { evidence, contents } = payload as {
    evidence?: { service?: unknown };
    contents?: { target?: { service?: unknown } };
  };
  switch (kind) {
    case 'evidence.recorded':
      return known(evidence?.service);
    case 'action.proposed':
    case 'action.amended':
      return known(contents?.target?.service);
    case 'scope.violated':
      return payload.axis === 'services' ? known(payload.value) : [];
    case 'investigation.created':
    case 'incident.opened':
      return known(payload.service);
    default:
      return [];
  }
}

/** Whether an event is one that a search asks for. Content that was erased says nothing. */
export function isFound(event: StoredEvent, asked: EventSearch): boolean {
  const { text, kinds, sources, services } = asked;
  const needle = text.trim().toLowerCase();
  return (
    (kinds.length === 0 || kinds.some((kind) => event.kind.startsWith(kind))) &&
    (sources.length === 0 || sources.includes(String(sourceOf(event)))) &&
    (services.length === 0 || servicesOf(event).some((name) => services.includes(name))) &&
    (needle === '' ||
      event.actor.name.toLowerCase().includes(needle) ||
      says(event.payload, needle))
  );
}
