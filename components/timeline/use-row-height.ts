'use client';

import { useSyncExternalStore } from 'react';

const coarse = '(pointer: coarse)';

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(coarse);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** A row's height in pixels: 32, and 44 for fingers, as the row itself has it. */
export function useRowHeight(): number {
  const isCoarse = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(coarse).matches,
    () => false,
  );
  return isCoarse ? 44 : 32;
}
