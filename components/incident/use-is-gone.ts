'use client';

import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the component has left the screen, for what ends after it. */
export function useIsGone(): () => boolean {
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return useCallback(() => isGone.current, []);
}
