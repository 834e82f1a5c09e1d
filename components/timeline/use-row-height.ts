'use client';

import { useSyncExternalStore } from 'react';
import { COMPACT_WHERE, subscribeDensity } from '@/components/ui/density';

/** What changes the height beside a person's choice: another pointer, more or less room. */
const WHERE = [COMPACT_WHERE, '(pointer: coarse)'];
const ON_SERVER_PX = 32;

let knownPx: number | undefined;

/** A row's height as the style sheet has it, in pixels of this browser's letters. */
function measure(): number {
  const style = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(style.getPropertyValue('--row'));
  return rem * Number.parseFloat(style.fontSize);
}

function subscribe(changed: () => void): () => void {
  const again = () => {
    knownPx = undefined;
    changed();
  };
  const queries = WHERE.map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', again);
  const unsubscribe = subscribeDensity(again);
  return () => {
    for (const query of queries) query.removeEventListener('change', again);
    unsubscribe();
    knownPx = undefined;
  };
}

/** Asked for with every row that arrives, and read anew only when something changed. */
const rowPx = (): number => (knownPx ??= measure());

/** A row's height in pixels, as the row itself has it. */
export const useRowHeight = (): number =>
  useSyncExternalStore(subscribe, rowPx, () => ON_SERVER_PX);
