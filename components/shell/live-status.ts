'use client';

import { useSyncExternalStore } from 'react';
import { serverNow } from '@/components/time/clock';
import { watchConnection } from '@/lib/live/connection';

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

// The page's one stream tells how it stands, whichever page holds it. A second is fine enough.
watchConnection((state, hasArrived) => {
  const { lastAt = 0 } = status;
  const now = serverNow();
  if (state === status.state && now - lastAt < 1000) return;
  reportLive({ state, lastAt: hasArrived ? now : status.lastAt });
});

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
