'use client';

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

/**
 * The page's one clock. It ticks once a second while anything listens, and tells the server's
 * time: a browser whose clock is ten minutes off shows the same ages and countdowns as any other.
 */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let offsetMs: number | undefined;

/**
 * Tells the clock what the server's time was when it sent something just received. Latency only
 * ever makes the server look behind, so the largest difference seen is the nearest to the truth.
 */
export function syncClock(serverInstant: string | number): void {
  const at = new Date(serverInstant).getTime();
  if (Number.isNaN(at)) return;
  const sample = at - Date.now();
  if (offsetMs !== undefined && sample <= offsetMs) return;
  offsetMs = sample;
  for (const listener of listeners) listener();
}

/** The server's time in ms since 1970, for handlers; components use useClock. */
export function serverNow(): number {
  return Date.now() + (offsetMs ?? 0);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const RenderedAt = createContext(0);
const StoppedAt = createContext<number | undefined>(undefined);

export interface ClockProviderProps {
  /** The database's time as the page was rendered, so that the first paint agrees on both sides. */
  renderedAt: number;
  children: ReactNode;
}

export function ClockProvider({ renderedAt, children }: ClockProviderProps) {
  useEffect(() => syncClock(renderedAt), [renderedAt]);
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>;
}

/**
 * Under it every age and countdown is as it was at one instant: for what was shown then. Without an
 * instant the clock goes on.
 */
export function StoppedClock({ at, children }: { at: string | undefined; children: ReactNode }) {
  return (
    <StoppedAt value={at === undefined ? undefined : new Date(at).getTime()}>{children}</StoppedAt>
  );
}

/**
 * Reads something from the clock, and renders again only when that something changes:
 * `useClock((now) => shortAge(now - at))`. It must be a string, number or boolean.
 */
export function useClock<Read extends string | number | boolean>(
  read: (now: number) => Read,
): Read {
  const renderedAt = use(RenderedAt);
  const stoppedAt = use(StoppedAt);
  const onServer = useCallback(() => read(stoppedAt ?? renderedAt), [read, stoppedAt, renderedAt]);
  const now = () => read(stoppedAt ?? Math.floor(serverNow() / 250) * 250);
  return useSyncExternalStore(subscribe, now, onServer);
}
