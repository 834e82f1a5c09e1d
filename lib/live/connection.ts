export type LiveConnection = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** `hasArrived`: something just came over the line, were it only a heartbeat. */
export type ConnectionListener = (state: LiveConnection, hasArrived: boolean) => void;

const listeners = new Set<ConnectionListener>();

/** Tells whoever shows it how the page's stream stands. */
export function tellConnection(state: LiveConnection, hasArrived: boolean): void {
  for (const listener of listeners) listener(state, hasArrived);
}

/** Hears how the page's stream stands, until the returned function is called. */
export function watchConnection(listener: ConnectionListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
