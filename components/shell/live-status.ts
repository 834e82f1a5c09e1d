'use client';

import { useSyncExternalStore } from 'react';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';

export interface LiveStatus {
  state: LiveState;
  /** When anything last arrived, a heartbeat included, by the server's clock; ms since 1970. */
  lastAt: number | undefined;
}

const listeners = new Set<() => void>();
const atFirst: LiveStatus = { state: 'connecting', lastAt: undefined };
let status = atFirst;

/** Called by whatever holds the page's stream; the shell shows it. */
export function reportLive(next: LiveStatus): void {
  if (next.state === status.state && next.lastAt === status.lastAt) return;
  status = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    subscribe,
    () => status,
    () => atFirst,
  );
}
