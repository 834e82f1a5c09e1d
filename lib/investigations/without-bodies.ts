import { type StoredEvent, toWire, type WireEvent } from '@/lib/log/schema';

/** The wire form of an event for a timeline: an evidence body stays behind, but for its format. */
export function withoutBodies(event: StoredEvent): WireEvent {
  const wire = toWire(event);
  const evidence = event.payload.evidence;
  if (event.kind !== 'evidence.recorded' || typeof evidence !== 'object' || evidence === null) {
    return wire;
  }
  const { body, ...rest } = evidence as { body?: { format?: unknown } };
  return { ...wire, evidence: { ...rest, format: body?.format ?? null } };
}
