'use client';

import { useSyncExternalStore } from 'react';
import { serverNow, useClock } from '@/components/time/clock';
import type { ApiProblem } from '@/lib/http/call-api';
import { watchConnection, watchRefusals } from '@/lib/live/connection';
import { type Reach, reachOf } from './reach';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';

export interface LiveStatus {
  state: LiveState;
  /** When anything last arrived, a heartbeat included, by the server's clock; ms since 1970. */
  lastAt: number | undefined;
  /** Since when nothing can arrive, by the same clock; undefined while it can. */
  lostAt: number | undefined;
  /** The server's refusal, where it will not come back by itself. */
  refusal: ApiProblem | undefined;
}

const listeners = new Set<() => void>();
const atFirst: LiveStatus = {
  state: 'connecting',
  lastAt: undefined,
  lostAt: undefined,
  refusal: undefined,
};
let status = atFirst;

function report(next: LiveStatus): void {
  status = next;
  for (const listener of listeners) listener();
}

// The page's one stream tells how it stands, whichever page holds it. A second is fine enough.
watchConnection((state, hasArrived) => {
  const { lastAt = 0 } = status;
  const now = serverNow();
  if (state === status.state && now - lastAt < 1000) return;
  report({
    state,
    lastAt: hasArrived ? now : status.lastAt,
    lostAt: lostSince(state, now),
    refusal: state === 'offline' ? status.refusal : undefined,
  });
});
/** A page that is opened while the line is down begins no new time of its own. */
function lostSince(state: LiveState, now: number): number | undefined {
  if (state === 'live') return undefined;
  return state === 'connecting' ? status.lostAt : (status.lostAt ?? now);
}

watchRefusals((refusal) => report({ ...status, refusal }));

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

/** Since when the browser says that it has no network, by the server's clock. */
let offlineAt: number | undefined;

function subscribeNetwork(changed: () => void): () => void {
  const read = () => {
    offlineAt = navigator.onLine ? undefined : (offlineAt ?? serverNow());
    changed();
  };
  read();
  window.addEventListener('online', read);
  window.addEventListener('offline', read);
  return () => {
    window.removeEventListener('online', read);
    window.removeEventListener('offline', read);
  };
}

/** Whether what is shown can be taken for the present; on the server it can. */
export function useReach(): Reach {
  const live = useLiveStatus();
  const since = useSyncExternalStore(
    subscribeNetwork,
    () => offlineAt,
    () => undefined,
  );
  return useClock((now) => reachOf(live, since, now));
}
