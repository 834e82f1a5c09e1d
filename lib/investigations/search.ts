import type { StoredEvent } from '@/lib/log/schema';

/** What a search over a whole run asks for; empty lists ask for everything. */
export interface EventSearch {
  /** Words as they are typed; anywhere in what the event says, whatever their case. */
  text: string;
  /** Beginnings of kinds, as `step.`. */
  kinds: readonly string[];
  sources: readonly string[];
}

function says(value: unknown, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle);
  if (typeof value === 'number') return String(value).includes(needle);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => says(each, needle));
}

const sourceOf = ({ payload }: StoredEvent): unknown =>
  payload.source ?? (payload as { evidence?: { source?: unknown } }).evidence?.source;

/** Whether an event is one that a search asks for. Content that was erased says nothing. */
export function isFound(event: StoredEvent, { text, kinds, sources }: EventSearch): boolean {
  const needle = text.trim().toLowerCase();
  return (
    (kinds.length === 0 || kinds.some((kind) => event.kind.startsWith(kind))) &&
    (sources.length === 0 || sources.includes(String(sourceOf(event)))) &&
    (needle === '' ||
      event.actor.name.toLowerCase().includes(needle) ||
      says(event.payload, needle))
  );
}
