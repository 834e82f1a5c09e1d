import { useEffect, useState } from 'react';

/** What is heavy and can wait comes this long after what the page itself needs, in ms. */
const SETTLED_MS = 4000;

/** Whether a page has stood for a while since `isBegun`. */
export function useSettled(isBegun = true): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (!isBegun) return;
    const timer = setTimeout(() => setSettled(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [isBegun]);
  return isSettled;
}
