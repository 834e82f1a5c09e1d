import type { ApiProblem } from '@/lib/http/call-api';

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

export type RefusalListener = (problem: ApiProblem) => void;

const refusalListeners = new Set<RefusalListener>();

/** Tells that the server refuses for good: signed out, or no longer allowed. */
export function tellRefusal(problem: ApiProblem): void {
  for (const listener of refusalListeners) listener(problem);
}

/** Hears of such refusals, until the returned function is called. */
export function watchRefusals(listener: RefusalListener): () => void {
  refusalListeners.add(listener);
  return () => {
    refusalListeners.delete(listener);
  };
}
