'use client';

import { useEffect, useState } from 'react';

/** Each page stands this long, in ms. */
const PAGE_MS = 15_000;

/** Which page is shown: the next one by itself after a while, unless somebody holds it. */
export function usePageTurning(count: number) {
  const [turned, setTurned] = useState(0);
  const [isHeld, setHeld] = useState(false);
  const page = ((turned % count) + count) % count;
  useEffect(() => {
    if (isHeld || count < 2) return;
    const timer = setTimeout(() => setTurned(page + 1), PAGE_MS);
    return () => clearTimeout(timer);
  }, [isHeld, count, page]);
  return {
    page,
    isHeld,
    hold: () => setHeld(!isHeld),
    turn: (by: number) => setTurned(page + by),
  };
}
