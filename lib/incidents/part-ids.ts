import type { incidentPayloads } from '@/lib/incidents/schema';
import { eventOf } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

type Kinds = Pick<typeof incidentPayloads, 'incident.joined' | 'incident.left'>;

/** What is part of an incident after these events of its stream, in the order in which it joined. */
export function partIdsAfter(events: readonly StoredEvent[]): string[] {
  const parts = new Set<string>();
  for (const stored of events) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'incident.joined') {
      for (const id of event.payload.incidents) parts.add(id);
    } else if (event.kind === 'incident.left') {
      for (const id of event.payload.incidents) parts.delete(id);
    }
  }
  return [...parts];
}
