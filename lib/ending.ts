import 'server-only';

interface Ending {
  isBegun: boolean;
  listeners: Set<() => void>;
}

// On the global object, since the process's start-up code and its routes are bundled apart.
const shared = globalThis as typeof globalThis & { countersignEnding?: Ending };
const ending = (): Ending =>
  (shared.countersignEnding ??= { isBegun: false, listeners: new Set() });

/** Whether this process was told to end: it finishes what it has begun, and begins nothing. */
export const isEnding = (): boolean => ending().isBegun;

/**
 * Calls once this process is told to end, at once if it already was.
 * @returns takes the call back
 */
export function whenEnding(listener: () => void): () => void {
  const { isBegun, listeners } = ending();
  if (isBegun) listener();
  else listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells everything in this process that it ends; later calls change nothing. */
export function beginEnding(): void {
  const state = ending();
  if (state.isBegun) return;
  state.isBegun = true;
  for (const listener of state.listeners) listener();
  state.listeners.clear();
}
