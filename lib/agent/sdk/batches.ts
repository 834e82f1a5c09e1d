/** The contract's limits on one POST of events; bytes stay below 1 MiB with room for headers. */
export const MAX_BATCH_EVENTS = 500;
export const MAX_BATCH_BYTES = 1_000_000;

const encoder = new TextEncoder();

/**
 * Splits events, in order, into batches that the server takes. Throws a RangeError naming the
 * event when one alone is over the limit: cutting it is the caller's decision.
 */
export function splitBatches<T extends { id: string }>(
  events: readonly T[],
  maxEvents: number = MAX_BATCH_EVENTS,
  maxBytes: number = MAX_BATCH_BYTES,
): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = encoder.encode(JSON.stringify(event)).length + 1;
    if (size > maxBytes) {
      throw new RangeError(`Event ${event.id} is ${size} bytes; one post takes ${maxBytes}.`);
    }
    if (batch.length === maxEvents || bytes + size > maxBytes) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
