'use client';

import { useEffect, useRef } from 'react';
import { serverNow } from '@/components/time/clock';
import { openLive, type ChangeFrame } from '@/lib/live/client';
import { reportLive } from './live-status';

/** Hears what changed; undefined when changes may have been missed, so that all must be asked. */
type Listener = (change: ChangeFrame | undefined) => void;

const listeners = new Set<Listener>();
let close: (() => void) | undefined;

function tellAll(change?: ChangeFrame): void {
  for (const listener of listeners) listener(change);
}

function connect(): () => void {
  let lastAt: number | undefined;
  return openLive({
    onChange: tellAll,
    onResumed: () => tellAll(),
    onConnection(state, hasArrived) {
      if (hasArrived) lastAt = serverNow();
      reportLive({ state, lastAt });
    },
  });
}

function listen(listener: Listener): () => void {
  listeners.add(listener);
  close ??= connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    close?.();
    close = undefined;
  };
}

/**
 * Hears of every change on the pages that are no room, over one stream however many listen. The
 * listener may change on every render.
 */
export function useChanges(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((change) => latest.current(change)), []);
}
