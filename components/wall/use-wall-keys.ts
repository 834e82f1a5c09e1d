'use client';

import { useEffect, useRef } from 'react';

export interface WallKeys {
  leave: () => void;
  hold: () => void;
  turn: (by: number) => void;
}

/** Escape leaves the wall, wherever the focus is; Space holds the page and arrows turn it. */
export function useWallKeys(keys: WallKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { leave, hold, turn } = latest.current;
      if (event.key === 'Escape') leave();
      // On a button Space presses it.
      if (event.target instanceof HTMLElement && event.target.closest('button, a')) return;
      if (event.key === ' ') hold();
      else if (event.key === 'ArrowRight') turn(1);
      else if (event.key === 'ArrowLeft') turn(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
