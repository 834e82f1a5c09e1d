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

/** What came over the line, by the kind of its event. */
export type KindListener = (kind: string) => void;

const kindListeners = new Set<KindListener>();

/** Tells whoever counts something, whichever page holds the stream. */
export function tellKind(kind: string): void {
  for (const listener of kindListeners) listener(kind);
}

/** Hears the kinds of all that happens, until the returned function is called. */
export function watchKinds(listener: KindListener): () => void {
  kindListeners.add(listener);
  return () => {
    kindListeners.delete(listener);
  };
}
