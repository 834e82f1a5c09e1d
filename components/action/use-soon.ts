'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * A call that happens once, `waitMs` after the first of a burst: a live stream that says the same
 * thing forty times a second asks the server four times.
 */
export function useSoon(act: () => void, waitMs: number): () => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, waitMs);
  }, [waitMs]);
}
